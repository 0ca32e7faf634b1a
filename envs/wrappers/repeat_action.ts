import type { EnvironmentDescription } from "../description.ts";
import type { Space } from "../spaces/space.ts";
import { repeatedSteps } from "./_repeated_steps.ts";
import { wrap } from "./wrap.ts";

/**
 * Takes each action several times, and sums up the rewards: one step for many.
 *
 * Where the episode ends before, so does the step. A time limit still counts the
 * steps inside; the last step that it leaves room for is `truncated`, be it long or short.
 *
 * @param description The environment.
 * @param numRepeats How often each action is taken.
 * @returns A frozen description.
 * @throws {RangeError} If the number is not a positive integer.
 *
 * @example Four pushes at a time
 * ```ts
 * import { describe, make, repeatAction } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const calm = repeatAction(describe("CartPole-v1"), 4);
 * assertEquals(calm.maxEpisodeSteps, 125);
 * using env = make(calm);
 * env.reset({ seed: 1 });
 * assertEquals(env.step(0).reward, 4);
 * ```
 */
export function repeatAction<Actions extends Space, Observations extends Space>(
  description: EnvironmentDescription<Actions, Observations>,
  numRepeats: number,
): EnvironmentDescription<Actions, Observations> {
  const { id, stateSize } = description;
  const action = `repeat actions of ${id}`;
  const repeated = repeatedSteps(description, numRepeats, action, "numRepeats");
  return wrap<Actions, Observations>(description, {
    ...repeated.traits,
    wrapper: { name: "repeatAction", options: { numRepeats } },
    ownSize: 1,
    dynamics: (inner) => ({
      initialize(state, random, options) {
        inner.initialize(state, random, options);
        state[stateSize] = 0;
      },
      step: (state, action, random) =>
        repeated.step(inner, state, action, random),
    }),
  });
}
