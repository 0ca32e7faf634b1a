import type { GraphNode, NodeOf, OperationKind } from "./node.ts";

/**
 * How a change of each input changes the node: given `upstream`, the gradient of
 * some output by this node, answers its gradient by each input, in order.
 * `undefined` where a small change has no effect.
 */
export type Derivative<K extends OperationKind> = (
  node: NodeOf<K>,
  upstream: GraphNode,
) => readonly (GraphNode | undefined)[];

/** The derivatives of some operations. */
export type Derivatives<K extends OperationKind> = {
  readonly [P in K]: Derivative<P>;
};
