import {
  type CartPole,
  cartPole,
  type CartPoleOptions,
} from "../classic_control/cart_pole.ts";
import { environment } from "../description.ts";
import { filterObservation } from "../wrappers/filter_observation.ts";

/**
 * Balance a pole without being told how fast anything moves.
 *
 * **What you do**: push the cart to the left (0) or to the right (1).
 *
 * **What you see**: two numbers. The cart's position, in metres from the middle; the
 * pole's angle from upright, in radians, positive to the right. The velocities have
 * to be told from what was seen before: two observations in a row are enough.
 *
 * **What you earn**: 1 for every step, the last one too.
 *
 * **When it ends**: when the pole leans more than 12°, or the middle of the cart is
 * more than 2.4 m from the middle of the track. There is no time limit here;
 * `"CartPolePositionOnly-v1"` has 500 steps.
 *
 * After Géron, "Hands-On Machine Learning with Scikit-Learn and TensorFlow"
 * (2017), chapter 16, where hidden state is a reason to look at past observations;
 * all else is {@linkcode cartPole}.
 *
 * @param options The physics and the reward.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If {@linkcode cartPole} refuses the options.
 *
 * @example Two numbers, and no more
 * ```ts
 * import { cartPolePositionOnly, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using env = make(cartPolePositionOnly());
 * assertEquals(env.reset().observation.length, 2);
 * ```
 */
export function cartPolePositionOnly(options: CartPoleOptions = {}): CartPole {
  return environment({
    ...filterObservation(cartPole(options), [POSITION, ANGLE]),
    id: "CartPolePositionOnly",
    wrappers: [],
  });
}

const POSITION = 0;
const ANGLE = 2;
