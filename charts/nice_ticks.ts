/**
 * Places for the marks of an axis: whole multiples of 1, 2 or 5 times a power of ten.
 *
 * Heckbert, "Nice numbers for graph labels", Graphics Gems (1990).
 *
 * @param low Where the axis begins.
 * @param high Where it ends; not below `low`.
 * @param count About how many marks there shall be, at least 2.
 * @returns Marks in ascending order, the first at or below `low`, the last at or above `high`.
 *
 * @example From 0 to 437
 * ```ts
 * import { niceTicks } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(niceTicks(0, 437, 5), [0, 100, 200, 300, 400, 500]);
 * ```
 */
export function niceTicks(low: number, high: number, count = 6): number[] {
  const size = Math.max(Math.abs(low), Math.abs(high));
  // Ends that differ only by rounding are one place.
  const apart = high - low > 1e-9 * size;
  const span = Math.max(SMALLEST, apart ? high - low : size || 1);
  const step = niceStep(span / Math.max(1, count - 1));
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  return Array.from(
    { length: last - first + 1 },
    // Rounded, such that 3 · 0.1 is 0.3; and −0 becomes 0.
    (_, i) => Number(((first + i) * step).toPrecision(12)) + 0,
  );
}

/** Below this, floating point has few digits left. */
const SMALLEST = 1e-290;

/** The nearest of 1, 2, 5 and 10 times a power of ten. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  const nice = lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10;
  return nice * power;
}
