/**
 * Shifts and scales scores to mean 0 and standard deviation 1: (G − mean) / σ,
 * with the population's σ = √(Σ (G − mean)² / n).
 *
 * Bad actions get negative scores, good ones positive. Scores that are all the
 * same become 0: no action was better than another.
 * *Hands-On Machine Learning*, chapter 16, over all actions of all games together.
 *
 * @param scores The returns of all actions.
 * @returns As many scores, in the same order.
 *
 * @example The book's two games
 * ```ts
 * import { discountedReturns, normalizeScores } from "@silica/silica/agents";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const games = [[10, 0, -50], [10, 20]];
 * const returns = games.flatMap((rewards) => [
 *   ...discountedReturns(rewards, { discount: 0.8 }),
 * ]);
 * const scores = normalizeScores(returns);
 * assertAlmostEquals(scores[0]!, -0.28435071);
 * assertAlmostEquals(scores[4]!, 1.0727777);
 * ```
 */
export function normalizeScores(scores: ArrayLike<number>): Float64Array {
  const normal = Float64Array.from(scores);
  if (normal.every((score) => score === normal[0])) return normal.fill(0);
  const mean = normal.reduce((sum, score) => sum + score, 0) / normal.length;
  const squares = normal.reduce((sum, score) => sum + (score - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / normal.length);
  // Scores so close that their spread is lost in rounding are as good as equal.
  if (deviation === 0) return normal.fill(0);
  for (let i = 0; i < normal.length; i++) {
    normal[i] = (normal[i]! - mean) / deviation;
  }
  return normal;
}
