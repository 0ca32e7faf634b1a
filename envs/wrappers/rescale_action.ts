import type { EnvironmentDescription } from "../description.ts";
import type { Box } from "../spaces/box.ts";
import type { NumberType } from "../spaces/number_array.ts";
import type { Space } from "../spaces/space.ts";
import { requireBox, requireReal } from "./_boxes.ts";
import { rescaleBox } from "./_rescale_box.ts";
import type { RescaleOptions } from "./rescale_options.ts";
import { wrap } from "./wrap.ts";

/**
 * Moves the action space linearly to other bounds, such as ±1 for every environment.
 *
 * Where a bound of the environment is infinite, so must be the new one, and the
 * other way round.
 *
 * @param description An environment with a box of floating-point numbers for its actions.
 * @param options The new bounds.
 * @returns A frozen description.
 * @throws {RangeError} If its actions are something else, or the bounds cannot be met.
 *
 * @example Half of the hardest push
 * ```ts
 * import { box, environment, make, rescaleAction } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const cart = environment({
 *   id: "Cart-v0",
 *   stateSize: 1,
 *   actionSpace: box({ low: -8, high: 8 }),
 *   observationSpace: box({ low: -8, high: 8 }),
 *   initialize: (state) => void state.fill(0),
 *   step: (state, action) => state[0] = action[0]!,
 *   terminated: () => false,
 *   observe: (state, out) => void (out[0] = state[0]!),
 * });
 * using env = make(rescaleAction(cart));
 * env.reset();
 * assertEquals(env.step([0.5]).reward, 4);
 * ```
 */
export function rescaleAction<
  Type extends NumberType,
  Observations extends Space,
>(
  description: EnvironmentDescription<Box<Type>, Observations>,
  options: RescaleOptions = {},
): EnvironmentDescription<Box<Type>, Observations> {
  const { id, actionSpace } = description;
  const action = `rescale the actions of ${id}`;
  requireBox(actionSpace, action, "actionSpace");
  requireReal(actionSpace, action, "actionSpace");
  const { dtype } = actionSpace;
  const rescaled = rescaleBox(actionSpace, dtype, options, action);
  const { space, gradient, intercept } = rescaled;
  return wrap<Box, Observations, Box<Type>>(description, {
    wrapper: { name: "rescaleAction", options: { ...rescaled.options } },
    actionSpace: space,
    dynamics({ step }) {
      const inner = new Float64Array(gradient.length);
      return {
        step(state, action, random) {
          for (let i = 0; i < inner.length; i++) {
            inner[i] = (action[i]! - intercept[i]!) / gradient[i]!;
          }
          return step(state, inner, random);
        },
      };
    },
  });
}
