import { requireWithin } from "../../core/errors.ts";
import { requireFunction } from "./_check_options.ts";

/** Options for {@linkcode potentialShaping}. */
export interface PotentialShapingOptions {
  /** The discount γ that the agent learns with, within [0, 1]. */
  readonly discount: number;
}

/**
 * Shaping that adds F = γΦ(s′) − Φ(s) to rewards, for {@linkcode shapeReward}:
 * whatever the potential Φ, the best policy stays the best.
 *
 * A state where the task has ended has the potential 0. So the discounted sum of F
 * over an episode is −Φ(s₀) where the task ends it, and γᵀΦ(s_T) − Φ(s₀) where a
 * time limit does.
 *
 * Ng, Harada and Russell, "Policy invariance under reward transformations: theory
 * and application to reward shaping" (1999); Grześ, "Reward shaping in episodic
 * reinforcement learning" (2017), for the ends of episodes.
 *
 * @param potential How promising a state is, by what is seen of it.
 * @param options The discount.
 * @returns A function for {@linkcode shapeReward}.
 * @throws {RangeError} If the discount is not within [0, 1].
 * @throws {TypeError} If there is no function.
 *
 * @example Nearer to upright is better
 * ```ts
 * import { cartPole, make, potentialShaping, shapeReward } from "@silica/silica/envs";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const potential = (seen: Float32Array) => -Math.abs(seen[2]!);
 * using env = make(
 *   shapeReward(cartPole(), potentialShaping(potential, { discount: 1 })),
 * );
 * const { observation: before } = env.reset({ seed: 1 });
 * const { observation: after, reward } = env.step(1);
 * assertAlmostEquals(reward, 1 + potential(after) - potential(before), 1e-12);
 * ```
 */
export function potentialShaping<Observation>(
  potential: (observation: Observation) => number,
  options: PotentialShapingOptions,
): (
  reward: number,
  before: Observation,
  action: unknown,
  after: Observation,
  terminated: boolean,
) => number {
  const action = "shape rewards by a potential";
  const { discount } = options;
  requireFunction(potential, action, "potential");
  requireWithin(discount, action, "discount", { min: 0, max: 1 });
  return (reward, before, _action, after, terminated) => {
    const ahead = terminated ? 0 : discount * potential(after);
    return reward + ahead - potential(before);
  };
}
