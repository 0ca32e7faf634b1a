import type { EnvironmentDescription } from "../description.ts";
import { type Box, box } from "../spaces/box.ts";
import type { NumberType } from "../spaces/number_array.ts";
import { type Space, spaceSize } from "../spaces/space.ts";
import { boundsOf, realType, requireBox } from "./_boxes.ts";
import { pastFrames } from "./_past_frames.ts";
import type { RealType } from "./real_type.ts";
import { wrap } from "./wrap.ts";

/**
 * Shows what has changed: each observation less the one before. The first of an
 * episode is all zeros.
 *
 * Integers become floating-point numbers: bytes `float32`, others `float64`.
 *
 * After Karpathy, "Deep reinforcement learning: Pong from pixels" (2016).
 *
 * @param description An environment with a box for its observations.
 * @returns A frozen description.
 * @throws {RangeError} If observations are something else.
 *
 * @example How far a cart has come
 * ```ts
 * import { cartPole, frameDelta, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using whole = make(cartPole());
 * const { observation: before } = whole.reset({ seed: 1 });
 * const { observation: after } = whole.step(0);
 *
 * using env = make(frameDelta(cartPole()));
 * env.reset({ seed: 1 });
 * assertEquals(env.step(0).observation, after.map((x, i) => x - before[i]!));
 * ```
 */
export function frameDelta<Actions extends Space, Type extends NumberType>(
  description: EnvironmentDescription<Actions, Box<Type>>,
): EnvironmentDescription<Actions, Box<RealType<Type>>> {
  const { id, observationSpace } = description;
  const action = `show the changes of ${id}`;
  requireBox(observationSpace, action, "observationSpace");
  const size = spaceSize(observationSpace);
  const { low, high } = boundsOf(observationSpace);
  return wrap<Actions, Box, Actions, Box<RealType<Type>>>(description, {
    wrapper: { name: "frameDelta", options: {} },
    observationSpace: box({
      low: Array.from(low, (bound, i) => bound - high[i]!),
      high: Array.from(high, (bound, i) => bound - low[i]!),
      shape: observationSpace.shape,
      dtype: realType(observationSpace.dtype as Type),
    }),
    ...pastFrames(description, 2, null, (state, frames, out) => {
      const now = frames.at(state, 0);
      const before = frames.at(state, 1);
      for (let i = 0; i < size; i++) {
        out[i] = state[now + i]! - state[before + i]!;
      }
    }),
  });
}
