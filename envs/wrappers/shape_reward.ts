import type { EnvironmentDescription } from "../description.ts";
import type { ActionOf, Space, ValueOf } from "../spaces/space.ts";
import { spaceBuffer, valueReader } from "../spaces/space_buffer.ts";
import { requireFunction } from "./_check_options.ts";
import { wrap } from "./wrap.ts";

/**
 * What a step earns.
 *
 * Observations and actions are only to be read, and only until it has answered.
 *
 * @param reward What the environment itself gives.
 * @param before What was seen before the step.
 * @param action What was done.
 * @param after What is seen after it.
 * @param terminated Whether the task ended with it.
 * @returns The reward.
 */
export type RewardShaping<
  Actions extends Space = Space,
  Observations extends Space = Space,
> = (
  reward: number,
  before: ValueOf<Observations>,
  action: ActionOf<Actions>,
  after: ValueOf<Observations>,
  terminated: boolean,
) => number;

/**
 * Says what a step earns from what was seen before and after it.
 *
 * Shaping may change what the best policy is, unless it is by a potential: see
 * {@linkcode potentialShaping}.
 *
 * @param description The environment.
 * @param shape What each step earns.
 * @returns A frozen description; what counted as solved no longer does.
 * @throws {TypeError} If there is no function.
 *
 * @example Better in the middle of the track, and upright
 * ```ts
 * import { cartPole, make, shapeReward } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * const shaped = shapeReward(
 *   cartPole(),
 *   (reward, _before, _action, after) =>
 *     reward - 0.1 * Math.abs(after[0]!) - Math.abs(after[2]!),
 * );
 * using env = make(shaped);
 * env.reset({ seed: 1 });
 * assert(env.step(0).reward < 1);
 * ```
 */
export function shapeReward<Actions extends Space, Observations extends Space>(
  description: EnvironmentDescription<Actions, Observations>,
  shape: RewardShaping<Actions, Observations>,
): EnvironmentDescription<Actions, Observations> {
  const { id, observationSpace } = description;
  requireFunction(shape, `shape the rewards of ${id}`, "shape");
  return wrap<Actions, Observations>(description, {
    wrapper: { name: "shapeReward", options: null },
    rewardThreshold: null,
    dynamics({ step, terminated, observe }) {
      const read = valueReader(observationSpace);
      const before = spaceBuffer(observationSpace, 1);
      const after = spaceBuffer(observationSpace, 1);
      return {
        step(state, action, random) {
          observe(state, before);
          const reward = step(state, action, random);
          observe(state, after);
          return shape(
            reward,
            read(before, 0),
            action,
            read(after, 0),
            terminated(state),
          );
        },
      };
    },
  });
}
