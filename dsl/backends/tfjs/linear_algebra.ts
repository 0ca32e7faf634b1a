import {
  type FusedActivation,
  type MatmulAttributes,
  sizeOf,
} from "../../graph/node.ts";
import type { Product, Typed } from "./kernels.ts";
import type { Layout, Lowering, Value } from "./lowering.ts";

function product(
  node: Typed & { readonly attributes: MatmulAttributes },
  inputs: readonly Value[],
  activation: FusedActivation,
  to: Layout,
): Value {
  const { transposeA, transposeB } = node.attributes;
  const [a] = inputs;
  const spec: Product = {
    count: sizeOf(node.shape.slice(0, -2)),
    m: node.shape.at(-2)!,
    n: node.shape.at(-1)!,
    k: a!.shape.at(transposeA ? -2 : -1)!,
    transposeA,
    transposeB,
    bias: inputs.length > 2,
    activation,
  };
  return to.call(to.kernels.matmul(spec), inputs, node);
}

/** Lowerings of matrix products. */
export const LINEAR_ALGEBRA_LOWERINGS: {
  readonly [K in "matmul" | "fusedMatmul"]: Lowering<K>;
} = {
  matmul: (node, inputs, to) => product(node, inputs, "linear", to),
  fusedMatmul: (node, inputs, to) =>
    product(node, inputs, node.attributes.activation, to),
};
