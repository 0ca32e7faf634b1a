import fc from "fast-check";
import { Graph } from "../../dsl/graph/graph.ts";
import {
  type DType,
  type GraphNode,
  type Shape,
  sizeOf,
} from "../../dsl/graph/node.ts";
import {
  type Program,
  program,
  programNodes,
} from "../../dsl/graph/program.ts";

/** A program and values for its placeholders. */
export interface Sample {
  readonly program: Program;
  readonly feeds: Readonly<Record<string, readonly number[]>>;
}

/** A placeholder to be, and what its elements are drawn from. */
export interface Operand {
  readonly shape: Shape;
  readonly dtype?: DType;
  readonly elements?: fc.Arbitrary<number>;
}

/** A sample that prints as a list of nodes. */
export function sampleOf(source: Program, feeds: Sample["feeds"]): Sample {
  return {
    program: source,
    feeds,
    [fc.toStringMethod]: () =>
      `\n${printed(source)}\n${JSON.stringify(feeds)}\n`,
  } as Sample;
}

/** One line for each node of a program: what a reader needs to build it again. */
export function printed(source: Program): string {
  const nodes = programNodes(source);
  const places = new Map(nodes.map((node, i) => [node, `#${i}`]));
  const lines = nodes.map((node) => {
    const { kind, name, attributes, dtype, shape } = node;
    const inputs = node.inputs.map((input) => places.get(input));
    const shown = JSON.stringify(
      attributes,
      (_, x) => ArrayBuffer.isView(x) ? Array.from(x as Float32Array) : x,
    );
    return `  ${places.get(node)} ${name} = ${kind}(${
      inputs.join(", ")
    }) ${shown} : ${dtype} [${shape}]`;
  });
  const outputs = Object.entries(source.outputs)
    .map(([name, node]) => `${name} = ${places.get(node)}`);
  return [...lines, `  → ${outputs.join(", ")}`].join("\n");
}

function arrayOf(
  elements: fc.Arbitrary<number>,
  length: number,
): fc.Arbitrary<number[]> {
  return fc.array(elements, { minLength: length, maxLength: length });
}

/** Applies an operation to placeholders `a`, `b`, `c` with elements of their own. */
export function applied(
  operands: readonly Operand[],
  build: (...nodes: GraphNode[]) => GraphNode,
): fc.Arbitrary<Sample> {
  const drawn = operands.map(({ shape, elements }) =>
    arrayOf(elements!, sizeOf(shape))
  );
  return fc.tuple(...drawn).map((values) => assemble(operands, values, build));
}

/** As {@linkcode applied}, with values drawn for all operands together. */
export function appliedTo(
  operands: readonly Operand[],
  values: (count: number) => fc.Arbitrary<number[]>,
  build: (...nodes: GraphNode[]) => GraphNode,
): fc.Arbitrary<Sample> {
  const sizes = operands.map(({ shape }) => sizeOf(shape));
  return values(sizes.reduce((sum, size) => sum + size, 0)).map((all) => {
    let start = 0;
    const parts = sizes.map((size) => all.slice(start, start += size));
    return assemble(operands, parts, build);
  });
}

function assemble(
  operands: readonly Operand[],
  values: readonly (readonly number[])[],
  build: (...nodes: GraphNode[]) => GraphNode,
): Sample {
  const graph = new Graph();
  const nodes = operands.map(({ shape, dtype = "float32" }, i) =>
    graph.placeholder("abcd"[i]!, shape, { dtype }) as GraphNode
  );
  const feeds = nodes.map((node, i) => [node.name, values[i]!] as const);
  const output = build(...nodes);
  return sampleOf(program({ output }), Object.fromEntries(feeds));
}
