import { assertEquals } from "@std/assert";

/** Requires the same numbers; 0 and −0 are two, NaN is one. */
export function assertSameNumbers(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
): void {
  const isSame = actual.length === expected.length &&
    Array.prototype.every.call(
      actual,
      (number, i) => Object.is(number, expected[i]),
    );
  if (!isSame) assertEquals(shown(actual), shown(expected));
}

function shown(numbers: ArrayLike<number>): string[] {
  return Array.from(numbers, (x) => Object.is(x, -0) ? "-0" : String(x));
}
