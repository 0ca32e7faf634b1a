/** Where single precision overflows. */
const LIMIT = 2 ** 128;

const bounded = (x: number): number => Math.min(Math.max(x, -LIMIT), LIMIT);

/**
 * How far a float is from an exact number, in distances from one float to the
 * next. Infinity counts as 2¹²⁸; NaN is right only where it is expected.
 */
export function ulpsApart(actual: number, exact: number): number {
  if (Number.isNaN(exact) || Number.isNaN(actual)) {
    return Object.is(actual, exact) ? 0 : Infinity;
  }
  const error = Math.abs(bounded(actual) - bounded(exact));
  if (error === 0) return 0;
  const size = Math.min(Math.max(Math.abs(exact), 2 ** -126), 2 ** 127);
  return error / 2 ** (exponentOf(size) - 23);
}

/** n of 2ⁿ ≤ x < 2ⁿ⁺¹. */
function exponentOf(x: number): number {
  const n = Math.floor(Math.log2(x));
  return 2 ** n > x ? n - 1 : n;
}
