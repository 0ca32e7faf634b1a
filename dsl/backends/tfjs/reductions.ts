import { type NodeOf, type Shape, sizeOf } from "../../graph/node.ts";
import type { Block } from "./kernels.ts";
import {
  type Layout,
  type Lowering,
  reshaped,
  type Value,
} from "./lowering.ts";
import { viewOf } from "./shapes.ts";
import { wholeAxes } from "../view.ts";

type FoldKind = "sum" | "max" | "min" | "prod";
type ReductionKind = FoldKind | "argMax" | "argMin" | "softmax" | "logSoftmax";

/** A shape seen as a block [outer, length, inner] with the given axes in the middle; undefined if they do not lie together. */
function blockOf(
  shape: Shape,
  axes: readonly number[],
): Omit<Block, "dtype"> | undefined {
  const long = axes.filter((axis) => shape[axis] !== 1);
  const first = long[0] ?? 0;
  const end = (long.at(-1) ?? -1) + 1;
  const between = shape.slice(first, end);
  const kept = between.filter((_, i) => !long.includes(first + i));
  if (sizeOf(kept) !== 1) return undefined;
  return {
    outer: sizeOf(shape.slice(0, first)),
    length: sizeOf(between),
    inner: sizeOf(shape.slice(end)),
  };
}

function fold(
  node: NodeOf<FoldKind>,
  [input]: readonly Value[],
  to: Layout,
): Value {
  const { kind, dtype, attributes: { axes } } = node;
  const { shape } = input!;
  const block = blockOf(shape, axes);
  if (block) {
    if (block.length === 1) return reshaped(input!, node.shape);
    const call = to.kernels.reduce(kind, { ...block, dtype });
    return to.call(call, [input!], node);
  }
  // The folded axes go last.
  const order = shape.map((_, i) => i)
    .sort((i, j) => Number(axes.includes(i)) - Number(axes.includes(j)));
  const whole = wholeAxes(shape);
  const turned = viewOf(input!, order.map((i) => whole[i]!), {
    shape: order.map((i) => shape[i]!),
    dtype,
  }, to);
  const length = sizeOf(axes.map((axis) => shape[axis]!));
  const outer = sizeOf(shape) / length;
  const call = to.kernels.reduce(kind, { outer, length, inner: 1, dtype });
  return to.call(call, [turned], node);
}

function arg(
  node: NodeOf<"argMax" | "argMin">,
  [input]: readonly Value[],
  to: Layout,
): Value {
  const { kind, attributes: { axis } } = node;
  const { shape, dtype } = input!;
  const block = {
    outer: sizeOf(shape.slice(0, axis)),
    length: shape[axis]!,
    inner: sizeOf(shape.slice(axis + 1)),
    dtype,
  };
  return to.call(to.kernels.argExtreme(kind, block), [input!], node);
}

function alongLast(
  node: NodeOf<"softmax" | "logSoftmax">,
  [input]: readonly Value[],
  to: Layout,
): Value {
  const { kind, shape, dtype } = node;
  const outer = sizeOf(shape.slice(0, -1));
  const block = { outer, length: shape.at(-1)!, inner: 1, dtype };
  return to.call(to.kernels.softmax(kind, block), [input!], node);
}

/** Lowerings of operations that fold axes. */
export const REDUCTION_LOWERINGS: {
  readonly [K in ReductionKind]: Lowering<K>;
} = {
  sum: fold,
  max: fold,
  min: fold,
  prod: fold,
  argMax: arg,
  argMin: arg,
  softmax: alongLast,
  logSoftmax: alongLast,
};
