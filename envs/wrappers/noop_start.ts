import { requirePositiveInteger } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import type { Space } from "../spaces/space.ts";
import { idleStart } from "./_idle_start.ts";
import type { StartOptions } from "./start_options.ts";

/**
 * Does nothing for a random number of steps before each episode, so that episodes
 * begin in different states.
 *
 * What these steps earn is lost, and no time limit counts them. Where the task
 * ends meanwhile, it begins anew.
 *
 * After Mnih et al., "Human-level control through deep reinforcement learning"
 * (2015), extended data table 1.
 *
 * @param description The environment.
 * @param noopMax For how many steps at most; from 1 on, each number is as likely.
 * @param options What doing nothing is.
 * @returns A frozen description.
 * @throws {RangeError} If the number is not a positive integer, or the action is none.
 *
 * @example Up to thirty pushes to the left
 * ```ts
 * import { cartPole, make, noopStart } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * using env = make(noopStart(cartPole(), 30));
 * const { observation } = env.reset({ seed: 1 });
 * assert(Math.abs(observation[1]!) > 0.1);
 * ```
 */
export function noopStart<Actions extends Space, Observations extends Space>(
  description: EnvironmentDescription<Actions, Observations>,
  noopMax = 30,
  options: StartOptions<Actions> = {},
): EnvironmentDescription<Actions, Observations> {
  const verb = `begin ${description.id} idly`;
  requirePositiveInteger(noopMax, verb, "noopMax");
  return idleStart(description, options, {
    verb,
    wrapper: "noopStart",
    options: { noopMax },
    count: (random) => random.integer(1, noopMax + 1),
  });
}
