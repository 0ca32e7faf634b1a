import { cannot, formatValue, requireWithin } from "../../core/errors.ts";

/** How far from 1 rounding may take a sum of probabilities. */
const ROUNDING = 1e-9;

/** A frozen copy of probabilities, once they are known to be that. */
export function readDistribution(
  action: string,
  given: ArrayLike<number>,
  name: string,
  length: number,
): readonly number[] {
  if (lengthOf(given, action, name) !== length) {
    const wish = `'${name}' must be ${length} long`;
    throw new RangeError(cannot(action, wish, given.length, "length"));
  }
  const distribution = Array.from(given);
  for (const [i, probability] of distribution.entries()) {
    requireWithin(probability, action, `${name}[${i}]`, { min: 0, max: 1 });
  }
  requireSum(action, distribution, name);
  return Object.freeze(distribution);
}

/** Checks that probabilities add up to 1. */
export function requireSum(
  action: string,
  probabilities: readonly number[],
  name: string,
): void {
  const sum = probabilities.reduce((a, b) => a + b);
  if (Math.abs(sum - 1) <= ROUNDING) return;
  const wish = `the probabilities of '${name}' must add up to 1`;
  throw new RangeError(cannot(action, wish, sum, "sum"));
}

/** How long a list is that must not be empty. */
export function lengthOf(
  list: ArrayLike<unknown>,
  action: string,
  name: string,
): number {
  const length = typeof list === "object" && list !== null && list.length;
  if (typeof length === "number" && length > 0) return length;
  const wish = `'${name}' must be a list that is not empty`;
  throw new TypeError(cannot(action, wish, formatValue(list)));
}
