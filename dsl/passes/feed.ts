import { Graph } from "../graph/graph.ts";
import type { GraphNode } from "../graph/node.ts";
import { type Program, program, topological } from "../graph/program.ts";

/**
 * Makes placeholders of some nodes, of the same names, so that a run takes their
 * values instead of computing them and what only they need.
 *
 * @param source The program; its graph stays as it is.
 * @param fed The nodes to be fed.
 * @returns A program in a new graph.
 */
export function feed(source: Program, fed: ReadonlySet<GraphNode>): Program {
  const graph = new Graph();
  const copies = new Map<GraphNode, GraphNode>();
  const roots = [...Object.values(source.outputs), ...source.effects];
  for (const node of topological(roots, fed)) {
    const { name, shape, dtype } = node;
    const copy = fed.has(node)
      ? graph.placeholder(name, shape, { dtype })
      : graph.copy(node, node.inputs.map((input) => copies.get(input)!));
    copies.set(node, copy);
  }
  const outputs = Object.entries(source.outputs).map(([name, node]) =>
    [name, copies.get(node)!] as const
  );
  const effects = source.effects.map((node) => copies.get(node)!);
  return program(Object.fromEntries(outputs), effects);
}
