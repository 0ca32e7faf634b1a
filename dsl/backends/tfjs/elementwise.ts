import type { NodeOf } from "../../graph/node.ts";
import type { ElementwiseKind } from "../elementwise_kind.ts";
import type { Elementwise, Typed } from "./kernels.ts";
import type { Layout, Lowering, Value } from "./lowering.ts";

/** Appends an element-wise operation. */
export function elementwise(
  kind: ElementwiseKind,
  inputs: readonly Value[],
  { shape, dtype }: Typed,
  to: Layout,
): Value {
  const spec: Elementwise = {
    kind,
    inputs: inputs.map(({ shape, dtype }) => ({ shape, dtype })),
    shape,
    dtype,
  };
  return to.call(to.kernels.elementwise(spec), inputs, spec);
}

const lower = (
  node: NodeOf<ElementwiseKind>,
  inputs: readonly Value[],
  to: Layout,
): Value => elementwise(node.kind, inputs, node, to);

/** The same elements: no call at all. */
const pass = (node: Typed, [input]: readonly Value[]): Value => ({
  ...input!,
  shape: node.shape,
});

/** Lowerings of element-wise operations. */
export const ELEMENTWISE_LOWERINGS: {
  readonly [K in ElementwiseKind | "stopGradient"]: Lowering<K>;
} = {
  negate: lower,
  abs: lower,
  sign: lower,
  exp: lower,
  expm1: lower,
  log: lower,
  log1p: lower,
  sqrt: lower,
  square: lower,
  reciprocal: lower,
  sin: lower,
  cos: lower,
  tanh: lower,
  sigmoid: lower,
  softplus: lower,
  relu: lower,
  elu: lower,
  erf: lower,
  floor: lower,
  logicalNot: lower,
  cast: (node, inputs, to) =>
    node.dtype === inputs[0]!.dtype
      ? pass(node, inputs)
      : lower(node, inputs, to),
  stopGradient: pass,
  add: lower,
  subtract: lower,
  multiply: lower,
  divide: lower,
  power: lower,
  maximum: lower,
  minimum: lower,
  less: lower,
  lessEqual: lower,
  greater: lower,
  greaterEqual: lower,
  equal: lower,
  notEqual: lower,
  logicalAnd: lower,
  logicalOr: lower,
  select: lower,
};
