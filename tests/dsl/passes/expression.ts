import { Graph } from "../../../dsl/graph/graph.ts";
import type { GraphNode, Shape } from "../../../dsl/graph/node.ts";
import { type Program, program } from "../../../dsl/graph/program.ts";

/** Builds a node from placeholders `x`, `y` [2, 3], `row` [3], `matrix` [3, 4] and `image` [1, 4, 4, 2]. */
export type Build = (
  nodes: Readonly<
    Record<"x" | "y" | "row" | "matrix" | "image", GraphNode>
  >,
) => GraphNode;

const SHAPES: Readonly<Record<string, Shape>> = {
  x: [2, 3],
  y: [2, 3],
  row: [3],
  matrix: [3, 4],
  image: [1, 4, 4, 2],
};

/** A program of one output. */
export function built(build: Build): Program {
  const graph = new Graph();
  const nodes = Object.fromEntries(
    Object.entries(SHAPES).map(([name, shape]) =>
      [name, graph.placeholder(name, shape)] as const
    ),
  );
  return program({ output: build(nodes as Parameters<Build>[0]) });
}

/** A node as people write it: `add(2, square(x))`; attributes and shapes stand where they say something. */
export function expression(node: GraphNode): string {
  const { kind, name, inputs, attributes, shape } = node;
  if (kind === "placeholder" || kind === "variable") return name;
  if (kind === "constant") return `${[...node.attributes.data]}`;
  const operands = inputs.map(expression).join(", ");
  const shown = Object.keys(attributes).length > 0
    ? ` ${JSON.stringify(attributes)}`
    : "";
  return `${kind}(${operands})${shown} [${shape}]`;
}

/** The one output of a program, as people write it. */
export function outputOf(source: Program): string {
  return expression(source.outputs.output!);
}
