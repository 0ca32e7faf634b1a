import type { Derivatives } from "../derivative.ts";
import { emit } from "../emit.ts";
import {
  type GraphNode,
  type NodeOf,
  type ReductionAttributes,
  type Shape,
  sizeOf,
} from "../node.ts";
import { divide, multiply, subtract } from "./binary.ts";
import { equal } from "./comparison.ts";
import { normalizeAxis, requireDType, sameShape } from "./_check.ts";
import { broadcastTo, reshape } from "./layout.ts";
import { productsOfOthers } from "./_products_of_others.ts";
import { cast } from "./select.ts";
import { exp } from "./unary.ts";

/** Options of reductions. */
export interface ReductionOptions {
  /** Axes to fold; negative ones count from the end. @default all axes */
  axes?: number | readonly number[];
  /** Whether folded axes stay, with size 1. @default {false} */
  keepDims?: boolean;
}

type ReductionKind = "sum" | "max" | "min" | "prod";

function reduce(
  kind: ReductionKind,
  x: GraphNode,
  options: ReductionOptions,
): GraphNode {
  requireDType(`compute ${kind}`, x, ["float32", "int32"]);
  const { keepDims = false } = options;
  const rank = x.shape.length;
  const given = options.axes ?? x.shape.map((_, i) => i);
  const axes = [given].flat().map((axis) =>
    normalizeAxis(`compute ${kind}`, axis as number, rank)
  ).sort((a, b) => a - b);
  if (new Set(axes).size < axes.length) {
    throw new RangeError(
      `Cannot compute ${kind} as 'axes' must be different axes: current axes are [${
        axes.join(", ")
      }]`,
    );
  }
  const kept = x.shape.map((size, i) => axes.includes(i) ? 1 : size);
  const shape = keepDims ? kept : kept.filter((_, i) => !axes.includes(i));
  if (kind !== "sum" && kind !== "prod" && sizeOf(x.shape) < sizeOf(kept)) {
    throw new RangeError(
      `Cannot compute ${kind} as there must be elements to compare: current shape is [${
        x.shape.join(", ")
      }]`,
    );
  }
  return emit<ReductionKind>({
    kind,
    inputs: [x],
    attributes: Object.freeze({ axes: Object.freeze(axes), keepDims }),
    shape: Object.freeze(shape),
    dtype: x.dtype,
  }) as GraphNode;
}

/** The sum over `axes`. */
export function sum(x: GraphNode, options: ReductionOptions = {}): GraphNode {
  return reduce("sum", x, options);
}

/** The largest element over `axes`; a change is shared among equal ones. */
export function max(x: GraphNode, options: ReductionOptions = {}): GraphNode {
  return reduce("max", x, options);
}

/** The smallest element over `axes`; a change is shared among equal ones. */
export function min(x: GraphNode, options: ReductionOptions = {}): GraphNode {
  return reduce("min", x, options);
}

/** The product over `axes`. */
export function prod(x: GraphNode, options: ReductionOptions = {}): GraphNode {
  return reduce("prod", x, options);
}

/** The mean over `axes`. */
export function mean(x: GraphNode, options: ReductionOptions = {}): GraphNode {
  requireDType("compute mean", x, ["float32"]);
  const total = sum(x, options);
  return multiply(total, sizeOf(total.shape) / sizeOf(x.shape));
}

/** Sums what broadcasting had stretched, back to `shape`. */
export function sumTo(x: GraphNode, shape: Shape): GraphNode {
  if (sameShape(x.shape, shape)) return x;
  const extra = x.shape.length - shape.length;
  const axes = x.shape.flatMap((size, i) =>
    i < extra || (shape[i - extra] === 1 && size !== 1) ? [i] : []
  );
  return reshape(sum(x, { axes }), shape);
}

type ArgKind = "argMax" | "argMin";

function arg(kind: ArgKind, x: GraphNode, axis: number): GraphNode {
  requireDType(`compute ${kind}`, x, ["float32", "int32"]);
  const along = normalizeAxis(`compute ${kind}`, axis, x.shape.length);
  if (x.shape[along] === 0) {
    throw new RangeError(
      `Cannot compute ${kind} as there must be elements to compare: current shape is [${
        x.shape.join(", ")
      }]`,
    );
  }
  return emit<ArgKind>({
    kind,
    inputs: [x],
    attributes: Object.freeze({ axis: along }),
    shape: Object.freeze(x.shape.filter((_, i) => i !== along)),
    dtype: "int32",
  }) as GraphNode;
}

/** Index of the first largest element along `axis` (default: the last), int32. */
export function argMax(x: GraphNode, axis = -1): GraphNode {
  return arg("argMax", x, axis);
}

/** Index of the first smallest element along `axis` (default: the last), int32. */
export function argMin(x: GraphNode, axis = -1): GraphNode {
  return arg("argMin", x, axis);
}

type SoftmaxKind = "softmax" | "logSoftmax";

function alongLast(kind: SoftmaxKind, x: GraphNode): GraphNode {
  requireDType(`compute ${kind}`, x, ["float32"]);
  normalizeAxis(`compute ${kind}`, -1, x.shape.length);
  const { shape, dtype } = x;
  return emit<SoftmaxKind>({
    kind,
    inputs: [x],
    attributes: {},
    shape,
    dtype,
  }) as GraphNode;
}

/** e^xᵢ / Σⱼ e^xⱼ along the last axis. */
export function softmax(x: GraphNode): GraphNode {
  return alongLast("softmax", x);
}

/** The logarithm of {@linkcode softmax}, without overflow. */
export function logSoftmax(x: GraphNode): GraphNode {
  return alongLast("logSoftmax", x);
}

/** Stretches the gradient of a reduction back over the axes it folded. */
function spread(y: NodeOf<ReductionKind>, value: GraphNode): GraphNode {
  const { shape } = y.inputs[0]!;
  const { axes } = y.attributes as ReductionAttributes;
  const kept = shape.map((size, i) => axes.includes(i) ? 1 : size);
  return broadcastTo(reshape(value, kept), shape);
}

/** Shares a gradient among the elements that equal the extreme one. */
function share(
  y: NodeOf<"max"> | NodeOf<"min">,
  upstream: GraphNode,
): readonly GraphNode[] {
  const x = y.inputs[0]!;
  const winners = cast(equal(x, spread(y, y)), x.dtype);
  const { axes } = y.attributes;
  const count = sum(winners, { axes, keepDims: true });
  return [multiply(spread(y, upstream), divide(winners, count))];
}

/** How each of these operations follows its operand. */
export const REDUCTION_DERIVATIVES: Derivatives<
  ReductionKind | ArgKind | SoftmaxKind
> = {
  sum: (y, upstream) => [spread(y, upstream)],
  max: share,
  min: share,
  // ∂Πxⱼ/∂xᵢ = Πⱼ≠ᵢ xⱼ
  prod: (y, upstream) => [
    multiply(
      spread(y, upstream),
      productsOfOthers(y.inputs[0]!, y.attributes.axes),
    ),
  ],
  argMax: () => [undefined],
  argMin: () => [undefined],
  // ∂sᵢ = sᵢ (∂xᵢ − Σⱼ sⱼ ∂xⱼ)
  softmax: (y, upstream) => {
    const s = y as GraphNode;
    const total = sum(multiply(upstream, s), { axes: -1, keepDims: true });
    return [multiply(s, subtract(upstream, total))];
  },
  // ∂log sᵢ = ∂xᵢ − Σⱼ sⱼ ∂xⱼ
  logSoftmax: (y, upstream) => {
    const total = sum(upstream, { axes: -1, keepDims: true });
    return [subtract(upstream, multiply(exp(y as GraphNode), total))];
  },
};
