import { assert } from "@std/assert";

/** Pearson's statistic of counts against equal (or given) expectations. */
export function chiSquare(
  counts: ArrayLike<number>,
  expected: ArrayLike<number>,
): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    sum += (counts[i]! - expected[i]!) ** 2 / expected[i]!;
  }
  return sum;
}

/**
 * How many standard deviations a χ² of `freedom` degrees is from its mean.
 *
 * Wilson and Hilferty (1931): ∛(χ²/k) is nearly normal.
 */
export function chiSquareScore(statistic: number, freedom: number): number {
  const variance = 2 / (9 * freedom);
  return (Math.cbrt(statistic / freedom) - (1 - variance)) /
    Math.sqrt(variance);
}

/**
 * √n times the largest gap between a sample's distribution and a known one.
 *
 * Kolmogorov and Smirnov; above 1.95 once in a thousand true samples, above 2.5 once in 130,000.
 */
export function kolmogorovSmirnov(
  sample: readonly number[],
  distribution: (x: number) => number,
): number {
  const sorted = sample.toSorted((a, b) => a - b);
  const n = sorted.length;
  let gap = 0;
  sorted.forEach((x, i) => {
    const expected = distribution(x);
    gap = Math.max(gap, expected - i / n, (i + 1) / n - expected);
  });
  return Math.sqrt(n) * gap;
}

/** Φ(x), to 1.5·10⁻⁷; Abramowitz and Stegun 7.1.26. */
export function normalDistribution(x: number): number {
  const z = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * z);
  const series = t * (0.254829592 + t * (-0.284496736 +
        t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = series * Math.exp(-z * z) / 2;
  return x < 0 ? tail : 1 - tail;
}

/** Pearson's correlation of two samples. */
export function correlation(
  a: readonly number[],
  b: readonly number[],
): number {
  const mean = (xs: readonly number[]) =>
    xs.reduce((sum, x) => sum + x, 0) / xs.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((x, i) => {
    ab += (x - ma) * (b[i]! - mb);
    aa += (x - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  });
  return ab / Math.sqrt(aa * bb);
}

/** Counts of 0 … kinds − 1 against equal chances: neither too uneven nor too even. */
export function assertEven(values: readonly number[], kinds: number): void {
  const counts = new Array<number>(kinds).fill(0);
  for (const value of values) counts[value]!++;
  const expected = counts.map(() => values.length / kinds);
  const score = chiSquareScore(chiSquare(counts, expected), kinds - 1);
  assert(Math.abs(score) < 4.5, `${score} standard deviations`);
}

/** The answers of some calls. */
export const draw = (count: number, next: () => number): number[] =>
  Array.from({ length: count }, next);
