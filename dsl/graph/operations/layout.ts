import { formatShape } from "../../../core/errors.ts";
import type { Derivatives } from "../derivative.ts";
import { emit } from "../emit.ts";
import { type GraphNode, type Shape, sizeOf } from "../node.ts";
import { broadcastShape, normalizeAxis, sameShape } from "./_check.ts";
import { sumTo } from "./reduction.ts";

/** The same elements, in another shape of the same size; one axis may be −1. */
export function reshape(x: GraphNode, shape: Shape): GraphNode {
  const known = sizeOf(shape.filter((axis) => axis !== -1));
  const wanted = shape.map((axis) =>
    axis === -1 ? sizeOf(x.shape) / known : axis
  );
  const whole = wanted.every((axis) => Number.isInteger(axis) && axis >= 0);
  if (!whole || sizeOf(wanted) !== sizeOf(x.shape)) {
    throw new RangeError(
      `Cannot compute reshape as both shapes must have the same size: current shapes are ${
        formatShape(x.shape)
      } and ${formatShape(shape)}`,
    );
  }
  if (sameShape(x.shape, wanted)) return x;
  return emit({
    kind: "reshape",
    inputs: [x],
    attributes: {},
    shape: Object.freeze(wanted),
    dtype: x.dtype,
  });
}

/** Axis `i` of the result is axis `permutation[i]` of x; by default all axes in reverse. */
export function transpose(
  x: GraphNode,
  permutation?: readonly number[],
): GraphNode {
  const rank = x.shape.length;
  const order = permutation ?? x.shape.map((_, i) => rank - 1 - i);
  const axes = order.map((axis) =>
    normalizeAxis("compute transpose", axis, rank)
  );
  if (axes.length !== rank || new Set(axes).size !== rank) {
    throw new RangeError(
      `Cannot compute transpose as 'permutation' must name each of ${rank} axes once: current value is [${
        order.join(", ")
      }]`,
    );
  }
  return emit({
    kind: "transpose",
    inputs: [x],
    attributes: Object.freeze({ permutation: Object.freeze(axes) }),
    shape: Object.freeze(axes.map((axis) => x.shape[axis]!)),
    dtype: x.dtype,
  });
}

/** The block of x of this `shape` that begins at `begin`. */
export function slice(
  x: GraphNode,
  begin: readonly number[],
  shape: Shape,
): GraphNode {
  const rank = x.shape.length;
  const inside = begin.length === rank && shape.length === rank &&
    begin.every((start, i) =>
      Number.isInteger(start) && start >= 0 && Number.isInteger(shape[i]) &&
      shape[i]! >= 0 && start + shape[i]! <= x.shape[i]!
    );
  if (!inside) {
    throw new RangeError(
      `Cannot compute slice as the block must lie inside ${
        formatShape(x.shape)
      }: current block is ${formatShape(shape)} at [${begin.join(", ")}]`,
    );
  }
  return emit({
    kind: "slice",
    inputs: [x],
    attributes: Object.freeze({ begin: Object.freeze([...begin]) }),
    shape: Object.freeze([...shape]),
    dtype: x.dtype,
  });
}

/** Options for {@linkcode concat}. */
export interface ConcatOptions {
  /** Axis along which to join; a negative one counts from the end. @default {-1} */
  axis?: number;
}

/** Joins values that are alike but for the size of one axis. */
export function concat(
  parts: readonly GraphNode[],
  options: ConcatOptions = {},
): GraphNode {
  const [first, ...others] = parts;
  if (!first) {
    throw new RangeError(
      "Cannot compute concat as there must be at least one part: current number is 0",
    );
  }
  const axis = normalizeAxis(
    "compute concat",
    options.axis ?? -1,
    first.shape.length,
  );
  for (const other of others) {
    const alike = other.dtype === first.dtype &&
      other.shape.length === first.shape.length &&
      other.shape.every((size, i) => i === axis || size === first.shape[i]);
    if (alike) continue;
    throw new RangeError(
      `Cannot compute concat as the parts must be alike but for axis ${axis}: current parts are ${first.dtype} ${
        formatShape(first.shape)
      } and ${other.dtype} ${formatShape(other.shape)}`,
    );
  }
  const total = parts.reduce((size, part) => size + part.shape[axis]!, 0);
  return emit({
    kind: "concat",
    inputs: [first, ...others],
    attributes: Object.freeze({ axis }),
    shape: Object.freeze(first.shape.map((s, i) => i === axis ? total : s)),
    dtype: first.dtype,
  });
}

/** x with zeros before and after each axis. */
export function pad(
  x: GraphNode,
  paddings: readonly (readonly [number, number])[],
): GraphNode {
  const good = paddings.length === x.shape.length &&
    paddings.every((pair) => pair.length === 2) &&
    paddings.flat().every((n) => Number.isInteger(n) && n >= 0);
  if (!good) {
    throw new RangeError(
      `Cannot compute pad as there must be two whole numbers of at least 0 for each axis of ${
        formatShape(x.shape)
      }: current value is ${JSON.stringify(paddings)}`,
    );
  }
  return emit({
    kind: "pad",
    inputs: [x],
    attributes: Object.freeze({
      paddings: Object.freeze(
        paddings.map(([before, after]) =>
          Object.freeze([before, after] as const)
        ),
      ),
    }),
    shape: Object.freeze(
      x.shape.map((s, i) => paddings[i]![0] + s + paddings[i]![1]),
    ),
    dtype: x.dtype,
  });
}

/** x repeated along missing axes and axes of size 1, as in NumPy. */
export function broadcastTo(x: GraphNode, shape: Shape): GraphNode {
  if (sameShape(x.shape, shape)) return x;
  const whole = shape.every((axis) => Number.isInteger(axis) && axis >= 0);
  const reached = broadcastShape("compute broadcastTo", x.shape, shape);
  if (!whole || !sameShape(reached, shape)) {
    throw new RangeError(
      `Cannot compute broadcastTo as the shape must stretch to the wanted one: current shapes are ${
        formatShape(x.shape)
      } and ${formatShape(shape)}`,
    );
  }
  return emit({
    kind: "broadcastTo",
    inputs: [x],
    attributes: {},
    shape: reached,
    dtype: x.dtype,
  });
}

/** How each of these operations follows its operands: the same places, backwards. */
export const LAYOUT_DERIVATIVES: Derivatives<
  "reshape" | "transpose" | "slice" | "concat" | "pad" | "broadcastTo"
> = {
  reshape: ({ inputs: [x] }, upstream) => [reshape(upstream, x!.shape)],
  transpose: ({ attributes: { permutation } }, upstream) => [
    transpose(upstream, permutation.map((_, i) => permutation.indexOf(i))),
  ],
  slice: (y, upstream) => {
    const { begin } = y.attributes;
    const whole = y.inputs[0]!.shape;
    return [
      pad(
        upstream,
        begin.map((start, i) => [start, whole[i]! - start - y.shape[i]!]),
      ),
    ];
  },
  concat: (y, upstream) => {
    const { axis } = y.attributes;
    let start = 0;
    return y.inputs.map((part) => {
      const begin = part.shape.map((_, i) => i === axis ? start : 0);
      start += part.shape[axis]!;
      return slice(upstream, begin, part.shape);
    });
  },
  pad: ({ inputs: [x], attributes: { paddings } }, upstream) => [
    slice(upstream, paddings.map(([before]) => before), x!.shape),
  ],
  broadcastTo: ({ inputs: [x] }, upstream) => [sumTo(upstream, x!.shape)],
};
