import type { EnvironmentDescription } from "../description.ts";
import { type Box, box } from "../spaces/box.ts";
import type { NumberType } from "../spaces/number_array.ts";
import type { Space } from "../spaces/space.ts";
import { boundsOf, requireBox, requireReal } from "./_boxes.ts";
import { wrap } from "./wrap.ts";

/**
 * Takes any numbers as an action, and clips them to the bounds of the action space.
 *
 * The new action space has no bounds, so an agent that draws from a normal
 * distribution stays within it.
 *
 * @param description An environment with a box of floating-point numbers for its actions.
 * @returns A frozen description.
 * @throws {RangeError} If its actions are something else.
 *
 * @example A push beyond the bounds is the hardest there is
 * ```ts
 * import { box, clipAction, environment, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const cart = environment({
 *   id: "Cart-v0",
 *   stateSize: 1,
 *   actionSpace: box({ low: -1, high: 1 }),
 *   observationSpace: box({ low: -Infinity, high: Infinity }),
 *   initialize: (state) => void state.fill(0),
 *   step: (state, action) => state[0] = action[0]!,
 *   terminated: () => false,
 *   observe: (state, out) => void (out[0] = state[0]!),
 * });
 * using env = make(clipAction(cart));
 * env.reset();
 * assertEquals(env.step([7]).reward, 1);
 * assertEquals(env.actionSpace.high, Infinity);
 * ```
 */
export function clipAction<Type extends NumberType, Observations extends Space>(
  description: EnvironmentDescription<Box<Type>, Observations>,
): EnvironmentDescription<Box<Type>, Observations> {
  const { id, actionSpace, controls } = description;
  const action = `clip the actions of ${id}`;
  requireBox(actionSpace, action, "actionSpace");
  requireReal(actionSpace, action, "actionSpace");
  const { low, high } = boundsOf(actionSpace);
  return wrap<Box, Observations, Box<Type>>(description, {
    wrapper: { name: "clipAction", options: {} },
    actionSpace: box({ ...actionSpace, low: -Infinity, high: Infinity }),
    controls,
    dynamics({ step }) {
      const clipped = new Float64Array(low.length);
      return {
        step(state, action, random) {
          for (let i = 0; i < clipped.length; i++) {
            clipped[i] = Math.min(Math.max(action[i]!, low[i]!), high[i]!);
          }
          return step(state, clipped, random);
        },
      };
    },
  });
}
