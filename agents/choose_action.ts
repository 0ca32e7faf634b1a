/** Where the logits of one observation stand. */
export interface LogitRow {
  /** Logits, row by row. */
  readonly logits: ArrayLike<number>;
  /** Where the row begins. */
  readonly begin: number;
  /** How many there are: 1 for the logit of the first of two actions, else one for each. */
  readonly count: number;
}

/**
 * Draws an action from the probabilities that logits stand for: σ(z) for the
 * first of two actions, or softmax(z).
 *
 * *Hands-On Machine Learning*, chapter 16, figure 16-5.
 *
 * @param row The logits.
 * @param uniform A random number from [0, 1).
 * @returns The action, counted from 0.
 *
 * @example The first action has 70 %
 * ```ts
 * import { drawAction } from "@silica/silica/agents";
 * import { assertEquals } from "@std/assert";
 *
 * const row = { logits: [Math.log(0.7 / 0.3)], begin: 0, count: 1 };
 * assertEquals(drawAction(row, 0.69), 0);
 * assertEquals(drawAction(row, 0.71), 1);
 * ```
 */
export function drawAction(row: LogitRow, uniform: number): number {
  const { logits, begin, count } = row;
  // σ(z) = 1 / (1 + e⁻ᶻ)
  if (count === 1) return uniform < 1 / (1 + Math.exp(-logits[begin]!)) ? 0 : 1;
  const top = logits[begin + bestAction(row)]!;
  let total = 0;
  for (let i = 0; i < count; i++) total += Math.exp(logits[begin + i]! - top);
  // The first i with e^z₀ + … + e^zᵢ above u · Σ e^z
  let left = uniform * total;
  for (let i = 0; i < count - 1; i++) {
    left -= Math.exp(logits[begin + i]! - top);
    if (left < 0) return i;
  }
  return count - 1;
}

/**
 * The likeliest action; the first of them, if there are several.
 *
 * @param row The logits, or any other values of actions.
 * @returns The action, counted from 0.
 */
export function bestAction(row: LogitRow): number {
  const { logits, begin, count } = row;
  if (count === 1) return logits[begin]! >= 0 ? 0 : 1;
  let best = 0;
  for (let i = 1; i < count; i++) {
    if (logits[begin + i]! > logits[begin + best]!) best = i;
  }
  return best;
}
