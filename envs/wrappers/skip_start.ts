import { requirePositiveInteger } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import type { Space } from "../spaces/space.ts";
import { idleStart } from "./_idle_start.ts";
import type { StartOptions } from "./start_options.ts";

/**
 * Takes one action for a number of steps before each episode: to wait until a game
 * begins, or to press the button that serves the ball.
 *
 * What these steps earn is lost, and no time limit counts them. Where the task
 * ends meanwhile, it begins anew.
 *
 * @param description The environment.
 * @param count For how many steps; Ms. Pac-Man stands still for about 90.
 * @param options What is done.
 * @returns A frozen description.
 * @throws {RangeError} If the number is not a positive integer, or the action is none.
 *
 * @example One push to the right
 * ```ts
 * import { cartPole, make, skipStart } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using env = make(cartPole());
 * env.reset({ seed: 1 });
 * const { observation: pushed } = env.step(1);
 *
 * using later = make(skipStart(cartPole(), 1, { action: 1 }));
 * assertEquals(later.reset({ seed: 1 }).observation, pushed);
 * ```
 */
export function skipStart<Actions extends Space, Observations extends Space>(
  description: EnvironmentDescription<Actions, Observations>,
  count: number,
  options: StartOptions<Actions> = {},
): EnvironmentDescription<Actions, Observations> {
  const verb = `skip the start of ${description.id}`;
  requirePositiveInteger(count, verb, "count");
  return idleStart(description, options, {
    verb,
    wrapper: "skipStart",
    options: { count },
    count: () => count,
  });
}
