import { type NodeOf, type Shape, sizeOf } from "../../../graph/node.ts";
import type { Layout, Lowerings } from "../layout.ts";
import type { Value } from "../value.ts";
import { AVERAGE_POOL } from "./average_pool.ts";
import { AVERAGE_POOL_GRADIENT } from "./average_pool_gradient.ts";
import { MAX_POOL } from "./max_pool.ts";
import { MAX_POOL_GRADIENT } from "./max_pool_gradient.ts";
import { MAX_POOL_PICK } from "./max_pool_pick.ts";
import { poolKernel, type PoolWriter } from "./pool_kernel.ts";
import type { PoolKind } from "./pooling.ts";

/** Arithmetic operations for each cell of each window, about. */
const COSTS: { readonly [K in PoolKind]: number } = {
  maxPool: 3,
  maxPoolGradient: 8,
  maxPoolPick: 9,
  averagePool: 1,
  averagePoolGradient: 1,
};

/** Appends the step of an operation whose rows are images. */
function append(
  node: NodeOf<PoolKind>,
  inputs: readonly Value[],
  to: Layout,
  { image, result }: { readonly image: Shape; readonly result: Shape },
  writer: PoolWriter,
): Value {
  const { kind, dtype, shape, attributes: { size, strides, padding } } = node;
  const written = to.temporary({ shape, dtype });
  const pooling = { image, result, geometry: { size, strides, padding } };
  to.step({
    kernel: poolKernel(kind, pooling, writer),
    reads: inputs.map((value) => ({ value, rows: "own" })),
    writes: [written],
    rows: shape[0]!,
    flops: COSTS[kind] * size[0] * size[1] * sizeOf(result),
  });
  return written;
}

/** Lowerings of operations that move a window over an image. */
export const POOLING_LOWERINGS: Lowerings<PoolKind> = {
  maxPool: (node, inputs, to) => {
    const shapes = { image: inputs[0]!.shape, result: node.shape };
    return append(node, inputs, to, shapes, MAX_POOL);
  },
  maxPoolGradient: (node, inputs, to) => {
    const shapes = { image: node.shape, result: inputs[1]!.shape };
    return append(node, inputs, to, shapes, MAX_POOL_GRADIENT);
  },
  maxPoolPick: (node, inputs, to) => {
    const shapes = { image: inputs[0]!.shape, result: node.shape };
    return append(node, inputs, to, shapes, MAX_POOL_PICK);
  },
  averagePool: (node, inputs, to) => {
    const shapes = { image: inputs[0]!.shape, result: node.shape };
    return append(node, inputs, to, shapes, AVERAGE_POOL);
  },
  averagePoolGradient: (node, inputs, to) => {
    const shapes = { image: node.shape, result: inputs[0]!.shape };
    return append(node, inputs, to, shapes, AVERAGE_POOL_GRADIENT);
  },
};
