import { environment, type EnvironmentDescription } from "../description.ts";
import type { Space } from "../spaces/space.ts";

/**
 * The same environment, cut off after a number of steps.
 *
 * The step that reaches the limit is `truncated`; it is `terminated` besides if
 * the task itself ended at that moment, as in Gymnasium. The limit takes the
 * place of any that was there.
 *
 * @param description The environment.
 * @param maxEpisodeSteps After how many steps an episode is cut off; `null` is never.
 * @returns A frozen description.
 * @throws {RangeError} If the limit is not a positive integer.
 *
 * @example Three steps
 * ```ts
 * import { cartPole, make, timeLimit } from "@silica/silica/envs";
 * import { assert, assertFalse } from "@std/assert";
 *
 * using env = make(timeLimit(cartPole(), 3));
 * env.reset();
 * env.step(0);
 * env.step(1);
 * const last = env.step(0);
 * assert(last.truncated);
 * assertFalse(last.terminated);
 * ```
 */
export function timeLimit<Actions extends Space, Observations extends Space>(
  description: EnvironmentDescription<Actions, Observations>,
  maxEpisodeSteps: number | null,
): EnvironmentDescription<Actions, Observations> {
  const options = { ...description.options, maxEpisodeSteps };
  return environment({ ...description, options, maxEpisodeSteps });
}
