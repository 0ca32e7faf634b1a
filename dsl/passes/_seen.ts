import type {
  Data,
  FusedActivation,
  GraphNode,
  OperationKind,
  Shape,
} from "../graph/node.ts";

/** A node as patterns see it: the kinds are not told apart, so that matching stays quick to type-check. */
export interface Seen {
  readonly kind: OperationKind;
  readonly shape: Shape;
  readonly inputs: readonly Seen[];
  readonly attributes: {
    readonly data?: Data | undefined;
    readonly activation?: FusedActivation | undefined;
  };
}

/** A node, to be matched. */
export function see(node: GraphNode): Seen {
  return node as Seen;
}

/** The node that a pattern selected; everything seen is a node. */
export function nodeOf(seen: Seen): GraphNode {
  return seen as GraphNode;
}
