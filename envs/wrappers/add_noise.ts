import { requireWithin } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import type { EnvironmentDescription } from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import type { NumberType } from "../spaces/number_array.ts";
import { type Space, spaceSize } from "../spaces/space.ts";
import { boundsOf, isWhole, requireBox } from "./_boxes.ts";
import { wrap } from "./wrap.ts";

/** Options for {@linkcode addNoise}. */
export interface NoiseOptions {
  /** The standard deviation of the noise, in the units of the observations; at least 0. */
  readonly sd: number;
}

/**
 * Adds normally distributed noise to every number that is seen, each time anew.
 *
 * Nothing but what is seen changes. Floating-point numbers lose their bounds;
 * integers are rounded and clipped to theirs. The noise comes from the
 * environment's own chance, so chance inside falls otherwise than without it.
 *
 * @param description An environment with a box for its observations.
 * @param options How much noise.
 * @returns A frozen description.
 * @throws {RangeError} If the standard deviation is negative, or observations are something else.
 *
 * @example A bad sensor
 * ```ts
 * import { addNoise, cartPole, make } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * using env = make(addNoise(cartPole(), { sd: 0.5 }));
 * const { observation } = env.reset({ seed: 1 });
 * assert(observation.some((number) => Math.abs(number) > 0.05));
 * ```
 */
export function addNoise<Actions extends Space, Type extends NumberType>(
  description: EnvironmentDescription<Actions, Box<Type>>,
  options: NoiseOptions,
): EnvironmentDescription<Actions, Box<Type>> {
  const { id, observationSpace, stateSize: NOISE } = description;
  const action = `add noise to ${id}`;
  requireBox(observationSpace, action, "observationSpace");
  const { sd } = resolveOptions(action, options, { sd: NaN });
  requireWithin(sd, action, "sd", { min: 0 });
  const size = spaceSize(observationSpace);
  const { low, high } = boundsOf(observationSpace);
  const whole = isWhole(observationSpace.dtype);
  const draw = (state: Float64Array, random: RandomStream) => {
    for (let i = 0; i < size; i++) state[NOISE + i] = random.normal(0, sd);
  };
  return wrap<Actions, Box, Actions, Box<Type>>(description, {
    wrapper: { name: "addNoise", options: { sd } },
    ownSize: size,
    observationSpace: whole
      ? observationSpace
      : box({ ...observationSpace, low: -Infinity, high: Infinity }),
    dynamics: ({ initialize, step, observe }) => ({
      initialize(state, random, options) {
        initialize(state, random, options);
        draw(state, random);
      },
      step(state, action, random) {
        const reward = step(state, action, random);
        draw(state, random);
        return reward;
      },
      observe(state, out) {
        observe(state, out);
        for (let i = 0; i < size; i++) {
          const noisy = out[i]! + state[NOISE + i]!;
          out[i] = whole
            ? Math.min(Math.max(Math.round(noisy), low[i]!), high[i]!)
            : noisy;
        }
      },
    }),
  });
}
