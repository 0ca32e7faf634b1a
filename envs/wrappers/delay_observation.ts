import { requireInteger } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import type { Box } from "../spaces/box.ts";
import type { NumberType } from "../spaces/number_array.ts";
import { type Space, spaceSize } from "../spaces/space.ts";
import { boundsOf, nearestToZero, requireBox } from "./_boxes.ts";
import { pastFrames, requireFrameCount } from "./_past_frames.ts";
import { wrap } from "./wrap.ts";

/**
 * Shows everything some steps late. Until then there are zeros, or what in the
 * space is nearest to them.
 *
 * @param description An environment with a box for its observations.
 * @param delay How many steps late.
 * @returns A frozen description.
 * @throws {RangeError} If the delay is not an integer of at least 0, or observations are something else.
 *
 * @example One step late
 * ```ts
 * import { cartPole, delayObservation, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using now = make(cartPole());
 * using late = make(delayObservation(cartPole(), 1));
 * const { observation } = now.reset({ seed: 1 });
 * assertEquals(late.reset({ seed: 1 }).observation, new Float32Array(4));
 * assertEquals(late.step(0).observation, observation);
 * ```
 */
export function delayObservation<
  Actions extends Space,
  Type extends NumberType,
>(
  description: EnvironmentDescription<Actions, Box<Type>>,
  delay: number,
): EnvironmentDescription<Actions, Box<Type>> {
  const { id, observationSpace } = description;
  const action = `delay the observations of ${id}`;
  requireBox(observationSpace, action, "observationSpace");
  requireInteger(delay, action, "delay", { min: 0 });
  requireFrameCount(observationSpace, delay + 1, action, "delay + 1");
  const size = spaceSize(observationSpace);
  const before = nearestToZero(boundsOf(observationSpace));
  return wrap<Actions, Box, Actions, Box<Type>>(description, {
    wrapper: { name: "delayObservation", options: { delay } },
    ...pastFrames(description, delay + 1, before, (state, frames, out) => {
      const at = frames.at(state, delay);
      for (let i = 0; i < size; i++) out[i] = state[at + i]!;
    }),
  });
}
