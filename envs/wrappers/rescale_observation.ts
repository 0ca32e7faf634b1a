import type { EnvironmentDescription } from "../description.ts";
import type { Box } from "../spaces/box.ts";
import type { NumberType } from "../spaces/number_array.ts";
import type { Space } from "../spaces/space.ts";
import { boundsOf, realType, requireBox } from "./_boxes.ts";
import { observeThrough } from "./_observe_through.ts";
import { rescaleBox } from "./_rescale_box.ts";
import type { RealType } from "./real_type.ts";
import type { RescaleOptions } from "./rescale_options.ts";
import { wrap } from "./wrap.ts";

/**
 * Moves observations linearly to other bounds: bytes to numbers from 0 to 1, for one.
 *
 * Where a bound of the environment is infinite, so must be the new one, and the
 * other way round. Integers become floating-point numbers: bytes `float32`, others `float64`.
 *
 * @param description An environment with a box for its observations.
 * @param options The new bounds.
 * @returns A frozen description.
 * @throws {RangeError} If its observations are something else, or the bounds cannot be met.
 *
 * @example Percent
 * ```ts
 * import { box, discrete, environment, make, rescaleObservation } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const tank = environment({
 *   id: "Tank-v0",
 *   stateSize: 1,
 *   actionSpace: discrete(1),
 *   observationSpace: box({ low: 0, high: 50 }),
 *   initialize: (state) => void state.fill(20),
 *   step: (state) => state[0]!--,
 *   terminated: (state) => state[0] === 0,
 *   observe: (state, out) => void (out[0] = state[0]!),
 * });
 * using env = make(rescaleObservation(tank, { low: 0, high: 100 }));
 * assertEquals(env.reset().observation, Float32Array.of(40));
 * ```
 */
export function rescaleObservation<
  Actions extends Space,
  Type extends NumberType,
>(
  description: EnvironmentDescription<Actions, Box<Type>>,
  options: RescaleOptions = {},
): EnvironmentDescription<Actions, Box<RealType<Type>>> {
  const { id, observationSpace } = description;
  const action = `rescale the observations of ${id}`;
  requireBox(observationSpace, action, "observationSpace");
  const dtype = realType(observationSpace.dtype);
  const rescaled = rescaleBox(observationSpace, dtype, options, action);
  const { space, gradient, intercept } = rescaled;
  const { low, high } = boundsOf(space);
  return wrap<Actions, Box, Actions, Box<RealType<Type>>>(description, {
    wrapper: { name: "rescaleObservation", options: { ...rescaled.options } },
    observationSpace: space,
    dynamics: observeThrough<Box, Box>(observationSpace, (seen, out) => {
      for (let i = 0; i < seen.length; i++) {
        const moved = gradient[i]! * seen[i]! + intercept[i]!;
        // Rounding may not lead out of the bounds.
        out[i] = Math.min(Math.max(moved, low[i]!), high[i]!);
      }
    }),
  });
}
