import { requireInteger } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import type { Box } from "../spaces/box.ts";
import type { NumberType } from "../spaces/number_array.ts";
import { type Space, spaceSize } from "../spaces/space.ts";
import { spaceBuffer } from "../spaces/space_buffer.ts";
import { requireBox } from "./_boxes.ts";
import { repeatedSteps } from "./_repeated_steps.ts";
import { wrap } from "./wrap.ts";

/**
 * Takes each action for several frames, sums up the rewards, and shows the
 * greater of the last two frames in each number.
 *
 * Old consoles draw some things in every other frame only; the greater of two
 * frames shows them all. Where the task ends before, the last frame is shown as
 * it is, and so is the first of an episode. A time limit still counts frames;
 * the last step that it leaves room for is `truncated`, be it long or short.
 *
 * After Mnih et al., "Human-level control through deep reinforcement learning"
 * (2015), methods.
 *
 * @param description An environment with a box for its observations.
 * @param skip For how many frames each action is taken, at least 2.
 * @returns A frozen description.
 * @throws {RangeError} If the number is not an integer of at least 2, or observations are something else.
 *
 * @example A light that blinks
 * ```ts
 * import { box, discrete, environment, make, maxAndSkip } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const light = environment({
 *   id: "Light-v0",
 *   stateSize: 1,
 *   actionSpace: discrete(1),
 *   observationSpace: box({ low: 0, high: 255, dtype: "uint8" }),
 *   maxEpisodeSteps: 100,
 *   initialize: (state) => void state.fill(0),
 *   step: (state) => state[0]! = 255 - state[0]!,
 *   terminated: () => false,
 *   observe: (state, out) => void (out[0] = state[0]!),
 * });
 * using env = make(maxAndSkip(light));
 * assertEquals(env.reset().observation, Uint8Array.of(0));
 * assertEquals(env.step(0).observation, Uint8Array.of(255));
 * assertEquals(env.description.maxEpisodeSteps, 25);
 * ```
 */
export function maxAndSkip<Actions extends Space, Type extends NumberType>(
  description: EnvironmentDescription<Actions, Box<Type>>,
  skip = 4,
): EnvironmentDescription<Actions, Box<Type>> {
  const { id, observationSpace, stateSize } = description;
  const action = `skip frames of ${id}`;
  requireBox(observationSpace, action, "observationSpace");
  requireInteger(skip, action, "skip", { min: 2 });
  const repeated = repeatedSteps(description, skip, action, "skip");
  const size = spaceSize(observationSpace);
  /** Whether the frame that is kept was the last but one of its step. */
  const KEPT = stateSize + 1;
  const FRAME = KEPT + 1;
  return wrap<Actions, Box<Type>>(description, {
    ...repeated.traits,
    wrapper: { name: "maxAndSkip", options: { skip } },
    ownSize: 2 + size,
    dynamics(inner) {
      const seen = spaceBuffer<Box<Type>>(observationSpace, 1);
      const keep = (state: Float64Array) => {
        inner.observe(state, seen);
        state[KEPT] = 1;
        for (let i = 0; i < size; i++) state[FRAME + i] = seen[i]!;
      };
      return {
        initialize(state, random, options) {
          inner.initialize(state, random, options);
          state.fill(0, stateSize, FRAME + size);
        },
        step(state, action, random) {
          state[KEPT] = 0;
          return repeated.step(inner, state, action, random, keep);
        },
        observe(state, out) {
          inner.observe(state, out);
          if (state[KEPT] === 0) return;
          for (let i = 0; i < size; i++) {
            if (state[FRAME + i]! > out[i]!) out[i] = state[FRAME + i]!;
          }
        },
      };
    },
  });
}
