import { requirePositiveInteger } from "../core/errors.ts";

/**
 * The mean of each value and up to `window − 1` before it.
 *
 * @param values Numbers in order.
 * @param window How many count at most.
 * @returns As many means.
 * @throws {RangeError} If `window` is not a positive integer.
 *
 * @example Pairs
 * ```ts
 * import { movingAverage } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(movingAverage([1, 3, 5], 2), [1, 2, 4]);
 * ```
 */
export function movingAverage(
  values: readonly number[],
  window: number,
): number[] {
  requirePositiveInteger(window, "smooth values", "window");
  return values.map((_, i) => {
    const recent = values.slice(Math.max(0, i - window + 1), i + 1);
    return recent.reduce((sum, value) => sum + value, 0) / recent.length;
  });
}
