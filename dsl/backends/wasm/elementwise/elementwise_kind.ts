import type { GraphNode } from "../../../graph/node.ts";
import type { ElementwiseKind } from "../../elementwise_kind.ts";

/** Kinds of nodes that can be computed together in one loop: element-wise ones, and those that hand elements on. */
export type LoopKind = ElementwiseKind | "stopGradient" | "broadcastTo";

/** A node that a loop can compute. */
export type ElementwiseNode = Extract<
  GraphNode,
  { readonly kind: LoopKind }
>;

/** Arithmetic operations for each element, about. */
export const ELEMENTWISE_COSTS: { readonly [K in LoopKind]: number } = {
  negate: 1,
  abs: 1,
  sign: 4,
  exp: 12,
  expm1: 20,
  log: 20,
  log1p: 25,
  sqrt: 4,
  square: 1,
  reciprocal: 4,
  sin: 25,
  cos: 25,
  tanh: 20,
  sigmoid: 20,
  softplus: 40,
  relu: 1,
  elu: 20,
  erf: 30,
  floor: 1,
  logicalNot: 1,
  cast: 1,
  stopGradient: 0,
  add: 1,
  subtract: 1,
  multiply: 1,
  divide: 4,
  power: 100,
  maximum: 1,
  minimum: 1,
  less: 1,
  lessEqual: 1,
  greater: 1,
  greaterEqual: 1,
  equal: 1,
  notEqual: 1,
  logicalAnd: 1,
  logicalOr: 1,
  select: 1,
  broadcastTo: 0,
};

/** Whether a loop can compute a node. */
export function isElementwise(node: GraphNode): node is ElementwiseNode {
  return node.kind in ELEMENTWISE_COSTS;
}
