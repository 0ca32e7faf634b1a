import type { GraphNode, OperationKind } from "../../graph/node.ts";
import { CONVOLUTION_LOWERINGS } from "./convolution/lowerings.ts";
import type { LoopKind } from "./elementwise/elementwise_kind.ts";
import type { Layout, Lowering, Lowerings } from "./layout.ts";
import { MOVING_LOWERINGS } from "./moving/lowerings.ts";
import { POOLING_LOWERINGS } from "./pooling/lowerings.ts";
import { PRODUCT_LOWERINGS } from "./products/lowerings.ts";
import { REDUCTION_LOWERINGS } from "./reductions/lowerings.ts";
import type { Value } from "./value.ts";

/** Kinds that are no computation: a run or the memory provides their values. */
export type LeafKind =
  | "constant"
  | "placeholder"
  | "variable"
  | "randomUniform"
  | "randomNormal"
  | "assign";

/** Kinds that are computed by steps of their own. */
type StepKind = Exclude<OperationKind, LeafKind | LoopKind>;

const LOWERINGS: Lowerings<StepKind> = {
  ...PRODUCT_LOWERINGS,
  ...CONVOLUTION_LOWERINGS,
  ...POOLING_LOWERINGS,
  ...REDUCTION_LOWERINGS,
  ...MOVING_LOWERINGS,
};

/** Lays out a node that is neither a leaf nor element-wise. */
export function lowerNode(
  node: Extract<GraphNode, { readonly kind: StepKind }>,
  inputs: readonly Value[],
  to: Layout,
): Value {
  // The table has an entry for each kind; TypeScript cannot see that it fits the node.
  const lower = LOWERINGS[node.kind] as unknown as Lowering<OperationKind>;
  return lower(node, inputs, to);
}
