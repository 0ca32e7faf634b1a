import type { EnvironmentDescription } from "../description.ts";
import type { Space } from "../spaces/space.ts";
import { requireFunction } from "./_check_options.ts";
import { wrap } from "./wrap.ts";

/**
 * Replaces rewards by others, through a function of one's own.
 *
 * @param description The environment.
 * @param transform From a reward to what is earned instead.
 * @returns A frozen description; what counted as solved no longer does.
 * @throws {TypeError} If there is no function.
 *
 * @example A tenth
 * ```ts
 * import { cartPole, make, transformReward } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using env = make(transformReward(cartPole(), (reward) => reward / 10));
 * env.reset();
 * assertEquals(env.step(0).reward, 0.1);
 * ```
 */
export function transformReward<
  Actions extends Space,
  Observations extends Space,
>(
  description: EnvironmentDescription<Actions, Observations>,
  transform: (reward: number) => number,
): EnvironmentDescription<Actions, Observations> {
  const action = `transform the rewards of ${description.id}`;
  requireFunction(transform, action, "transform");
  return wrap<Actions, Observations>(description, {
    wrapper: { name: "transformReward", options: null },
    rewardThreshold: null,
    dynamics: ({ step }) => ({
      step: (state, action, random) => transform(step(state, action, random)),
    }),
  });
}
