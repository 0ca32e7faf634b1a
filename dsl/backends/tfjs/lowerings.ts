import type { GraphNode, NodeOf, OperationKind } from "../../graph/node.ts";
import { ELEMENTWISE_LOWERINGS } from "./elementwise.ts";
import { IMAGE_LOWERINGS } from "./images.ts";
import { LINEAR_ALGEBRA_LOWERINGS } from "./linear_algebra.ts";
import type { Layout, Lowering, Value } from "./lowering.ts";
import { REDUCTION_LOWERINGS } from "./reductions.ts";
import { SHAPE_LOWERINGS } from "./shapes.ts";

/** How each operation becomes calls of kernels. */
export const LOWERINGS: { readonly [K in OperationKind]: Lowering<K> } = {
  constant: (node, _inputs, to) =>
    to.constant(node.attributes.data, node.shape, node.dtype),
  placeholder: (node, _inputs, to) => to.feed(node),
  variable: (node, _inputs, to) => to.variable(node),
  randomUniform: (node, _inputs, to) => to.random(node),
  randomNormal: (node, _inputs, to) => to.random(node),
  assign: (node, [, value], to) => {
    to.assign(node, value!);
    return value!;
  },
  ...ELEMENTWISE_LOWERINGS,
  ...REDUCTION_LOWERINGS,
  ...LINEAR_ALGEBRA_LOWERINGS,
  ...IMAGE_LOWERINGS,
  ...SHAPE_LOWERINGS,
};

/** Lays out a node; nothing is empty but constants, feeds and variables. */
export function lowerNode(
  node: GraphNode,
  inputs: readonly Value[],
  to: Layout,
): Value {
  // The table has an entry for each kind; TypeScript cannot see that it fits the node.
  const lower = LOWERINGS[node.kind] as Lowering<OperationKind>;
  return lower(node as NodeOf<OperationKind>, inputs, to);
}
