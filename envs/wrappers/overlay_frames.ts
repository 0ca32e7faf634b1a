import { requireWithin } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import type { NumberType } from "../spaces/number_array.ts";
import { type Space, spaceSize } from "../spaces/space.ts";
import { boundsOf, realType, requireBox } from "./_boxes.ts";
import { pastFrames, requireFrameCount } from "./_past_frames.ts";
import type { RealType } from "./real_type.ts";
import { wrap } from "./wrap.ts";

/** Options for {@linkcode overlayFrames}. */
export interface OverlayOptions {
  /** What is left of an observation's numbers with each step that it is older, within [0, 1]. @default {0.75} */
  readonly dimming?: number;
}

const DEFAULTS: Required<OverlayOptions> = Object.freeze({ dimming: 0.75 });

/**
 * Shows the last observations over one another, older ones dimmed, so that things
 * that move leave a trail: each number is the greatest of xₜ₋ₖ dᵏ.
 *
 * Before the first observation of an episode there are others like it. Integers
 * become floating-point numbers: bytes `float32`, others `float64`.
 *
 * @param description An environment with a box for its observations.
 * @param count How many observations lie over one another.
 * @param options How much older ones are dimmed.
 * @returns A frozen description.
 * @throws {RangeError} If a number is out of range, or observations are something else.
 *
 * @example A ball that falls
 * ```ts
 * import { box, discrete, environment, make, overlayFrames } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const ball = environment({
 *   id: "Ball-v0",
 *   stateSize: 1,
 *   actionSpace: discrete(1),
 *   observationSpace: box({ low: 0, high: 1, shape: [4] }),
 *   initialize: (state) => void state.fill(0),
 *   step: (state) => state[0]!++,
 *   terminated: (state) => state[0] === 3,
 *   observe(state, out) {
 *     out.fill(0);
 *     out[state[0]!] = 1;
 *   },
 * });
 * using env = make(overlayFrames(ball, 3, { dimming: 0.5 }));
 * env.reset();
 * env.step(0);
 * assertEquals(env.step(0).observation, Float32Array.of(0.25, 0.5, 1, 0));
 * ```
 */
export function overlayFrames<Actions extends Space, Type extends NumberType>(
  description: EnvironmentDescription<Actions, Box<Type>>,
  count: number,
  options: OverlayOptions = {},
): EnvironmentDescription<Actions, Box<RealType<Type>>> {
  const { id, observationSpace } = description;
  const action = `overlay observations of ${id}`;
  requireBox(observationSpace, action, "observationSpace");
  requireFrameCount(observationSpace, count, action, "count");
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { dimming } = resolved;
  requireWithin(dimming, action, "dimming", { min: 0, max: 1 });
  const size = spaceSize(observationSpace);
  const { low, high } = boundsOf(observationSpace);
  const dimmest = dimming ** (count - 1);
  return wrap<Actions, Box, Actions, Box<RealType<Type>>>(description, {
    wrapper: { name: "overlayFrames", options: { count, ...resolved } },
    observationSpace: box({
      low: [...low],
      // Below zero, it is the dimmest that is the greatest.
      high: Array.from(high, (bound) => bound < 0 ? bound * dimmest : bound),
      shape: observationSpace.shape,
      dtype: realType(observationSpace.dtype as Type),
    }),
    ...pastFrames(description, count, null, (state, frames, out) => {
      const now = frames.at(state, 0);
      for (let i = 0; i < size; i++) out[i] = state[now + i]!;
      for (let age = 1; age < count; age++) {
        const at = frames.at(state, age);
        const dim = dimming ** age;
        for (let i = 0; i < size; i++) {
          const dimmed = dim * state[at + i]!;
          if (dimmed > out[i]!) out[i] = dimmed;
        }
      }
    }),
  });
}
