import { requireWithin } from "../../core/errors.ts";

/** Options for {@linkcode discountedReturns}. */
export interface DiscountedReturnsOptions {
  /** γ, how much the next step counts, within [0, 1]. @default {0.99} */
  readonly discount?: number;
  /** 1 after each step that ended an episode, so that nothing later counts; else 0. @default {no step but the last} */
  readonly ends?: ArrayLike<number>;
  /** What is still expected after the last step, if that did not end an episode. @default {0} */
  readonly lastValue?: number;
}

/**
 * Adds up what each step and all later ones of its episode earned:
 * Gₜ = rₜ + γ (1 − endₜ) Gₜ₊₁.
 *
 * *Hands-On Machine Learning*, chapter 16, "Evaluating actions: the credit
 * assignment problem"; Sutton and Barto, equation 3.9.
 *
 * @param rewards What each step earned, in order.
 * @param options The discount rate γ, and where episodes end.
 * @returns The return of each step.
 * @throws {RangeError} If the discount rate is not within [0, 1].
 *
 * @example The book's three steps: +10, then 0, then −50
 * ```ts
 * import { discountedReturns } from "@silica/silica/agents";
 * import { assertEquals } from "@std/assert";
 *
 * const returns = discountedReturns([10, 0, -50], { discount: 0.8 });
 * assertEquals([...returns], [-22, -40, -50]);
 * ```
 */
export function discountedReturns(
  rewards: ArrayLike<number>,
  options: DiscountedReturnsOptions = {},
): Float64Array {
  const { discount = 0.99, ends, lastValue = 0 } = options;
  requireWithin(discount, "discount rewards", "discount", { min: 0, max: 1 });
  const returns = new Float64Array(rewards.length);
  let next = lastValue;
  for (let t = rewards.length - 1; t >= 0; t--) {
    // Gₜ = rₜ + γ (1 − endₜ) Gₜ₊₁
    next = returns[t] = rewards[t]! + (ends?.[t] ? 0 : discount * next);
  }
  return returns;
}

/**
 * After how many steps a reward counts half: log ½ / log γ.
 *
 * @param discount γ, within (0, 1).
 * @returns Steps: 13.5 for 0.95, 69 for 0.99.
 * @throws {RangeError} If the discount rate is not within (0, 1).
 */
export function discountHalfLife(discount: number): number {
  requireWithin(discount, "find the half-life of a discount", "discount", {
    min: 0,
    max: 1,
    minExclusive: true,
    maxExclusive: true,
  });
  return Math.log(0.5) / Math.log(discount);
}
