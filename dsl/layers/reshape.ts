import { cannot, formatShape } from "../../core/errors.ts";
import type { Shape } from "../graph/node.ts";
import { requireAxes } from "./_require_axes.ts";

/** The same numbers with other axes, described as plain data. */
export interface ReshapeLayer {
  /** Tag of this layer. */
  readonly kind: "reshape";
  /** Sizes of the axes wanted; one may be −1: whatever is left. */
  readonly shape: Shape;
}

/**
 * Describes the same numbers, row by row, with other axes.
 *
 * @param shape Sizes of the axes wanted, without the batch; one may be −1: whatever is left.
 * @returns A frozen description.
 * @throws {RangeError} If an axis is neither a positive integer nor −1, or two are −1.
 *
 * @example Rows of two
 * ```ts
 * import { input } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(input([6]).reshape([-1, 2]).shape, [3, 2]);
 * ```
 */
export function reshape(shape: Shape): ReshapeLayer {
  const action = "describe a reshape layer";
  requireAxes(shape, action);
  const open = shape.filter((axis) => axis === -1).length;
  const whole = shape.every((axis) =>
    axis === -1 || (Number.isSafeInteger(axis) && axis > 0)
  );
  if (!whole) {
    const wish = "every axis of 'shape' must be a positive integer or -1";
    throw new RangeError(cannot(action, wish, formatShape(shape)));
  }
  if (open > 1) {
    const wish = "at most one axis of 'shape' may be -1";
    throw new RangeError(cannot(action, wish, formatShape(shape)));
  }
  return Object.freeze({ kind: "reshape", shape: Object.freeze([...shape]) });
}
