import { requireShape } from "./_shape_rules.ts";

/** Several switches, each of which is 0 or 1. */
export interface MultiBinary {
  /** Which kind of space it is. */
  readonly kind: "multiBinary";
  /** The axes of a value, which is stored row by row: `[3, 3]`. */
  readonly shape: readonly number[];
}

/**
 * The space of switches that are on or off, each for itself.
 *
 * A value is a `Uint8Array` of zeros and ones.
 *
 * @param shape How many there are, or the axes they are arranged along.
 * @returns A frozen description.
 * @throws {RangeError} If an axis is not a positive integer.
 * @throws {TypeError} If it is neither a number nor a list.
 *
 * @example Five lamps
 * ```ts
 * import { contains, multiBinary } from "@silica/silica/envs";
 * import { assert, assertFalse } from "@std/assert";
 *
 * const lamps = multiBinary(5);
 * assert(contains(lamps, Uint8Array.of(1, 0, 0, 1, 1)));
 * assertFalse(contains(lamps, Uint8Array.of(2, 0, 0, 0, 0)));
 * ```
 */
export function multiBinary(shape: number | readonly number[]): MultiBinary {
  const axes = typeof shape === "number" ? [shape] : shape;
  return Object.freeze({
    kind: "multiBinary",
    shape: requireShape(axes, "describe a multi-binary space"),
  });
}
