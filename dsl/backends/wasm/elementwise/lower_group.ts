import type { GraphNode } from "../../../graph/node.ts";
import type { Layout } from "../layout.ts";
import type { Value } from "../value.ts";
import { appendLoop } from "./append_loop.ts";
import type { ElementwiseNode } from "./elementwise_kind.ts";

/**
 * Lays out a group of element-wise nodes as one loop.
 *
 * @param nodes The group, inputs before users; all of one shape.
 * @param values Where the values of other nodes stand; those of the group that are needed outside are added.
 * @param isNeeded Whether a node's value is needed outside the group.
 * @param to The program.
 */
export function lowerGroup(
  nodes: readonly ElementwiseNode[],
  values: Map<GraphNode, Value>,
  isNeeded: (node: GraphNode) => boolean,
  to: Layout,
): void {
  const members: readonly GraphNode[] = nodes;
  const outside = new Set(
    members.flatMap(({ inputs }) => inputs)
      .filter((input) => !members.includes(input)),
  );
  const places = new Map(
    [...outside, ...members].map((node, place) => [node, place]),
  );
  const operations = nodes.map(({ kind, dtype, inputs }) => ({
    kind,
    dtype,
    operands: inputs.map((input: GraphNode) => places.get(input)!),
  }));
  const results = [...members.entries()]
    .filter(([, node]) => isNeeded(node))
    .map(([i, node]) => {
      const value = to.temporary(node);
      values.set(node, value);
      return [i, value] as const;
    });
  const inputs = [...outside].map((node) => values.get(node)!);
  appendLoop({ inputs, operations, results }, to);
}
