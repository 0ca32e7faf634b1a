import { Graph } from "../graph/graph.ts";
import type { GraphNode, NodeOf } from "../graph/node.ts";
import { type Program, program, topological } from "../graph/program.ts";

/**
 * Makes placeholders of some nodes, of the same names, so that a run takes their
 * values instead of computing them and what only they need.
 *
 * @param source The program; its graph stays as it is.
 * @param fed The nodes to be fed.
 * @returns A program in a new graph.
 * @throws {RangeError} If a fed variable is assigned in the same run.
 */
export function feed(source: Program, fed: ReadonlySet<GraphNode>): Program {
  const graph = new Graph();
  const copies = new Map<GraphNode, GraphNode>();
  const outputs = Object.entries(source.outputs);
  const effects = effectsOf(source);
  const roots = [...outputs.map(([, node]) => node), ...effects];
  for (const node of topological(roots, fed)) {
    if (node.kind === "assign" && !fed.has(node)) requireUnfed(node, fed);
    const { name, shape, dtype } = node;
    const copy = fed.has(node)
      ? graph.placeholder(name, shape, { dtype })
      : graph.copy(node, node.inputs.map((input) => copies.get(input)!));
    copies.set(node, copy);
  }
  return program(
    Object.fromEntries(
      outputs.map(([name, node]) => [name, copies.get(node)!] as const),
    ),
    effects.map((node) => copies.get(node)!),
  );
}

/** Assignments to carry out whatever the outputs need: those may need less than before. */
function effectsOf(source: Program): NodeOf<"assign">[] {
  const needed = new Set(topological(Object.values(source.outputs)));
  return source.effects.filter((node) => !needed.has(node as GraphNode));
}

function requireUnfed(
  { inputs: [variable] }: NodeOf<"assign">,
  fed: ReadonlySet<GraphNode>,
): void {
  if (!fed.has(variable!)) return;
  throw new RangeError(
    `Cannot feed "${
      variable!.name
    }" as the same run must not assign it: current number of assignments is 1`,
  );
}
