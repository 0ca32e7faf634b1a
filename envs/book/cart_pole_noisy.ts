import {
  type CartPole,
  cartPole,
  type CartPoleOptions,
} from "../classic_control/cart_pole.ts";
import { environment } from "../description.ts";
import { addNoise } from "../wrappers/add_noise.ts";

/** Options for {@linkcode cartPoleNoisy}. */
export interface CartPoleNoisyOptions extends CartPoleOptions {
  /** The standard deviation of what the sensors add to each of the four numbers. @default {0.1} */
  readonly sd?: number;
}

/**
 * Balance a pole with bad sensors.
 *
 * **What you do**: push the cart to the left (0) or to the right (1).
 *
 * **What you see**: four numbers: the cart's position and velocity, the pole's angle
 * and angular velocity, in metres, radians and seconds, each with normally distributed
 * noise, anew each time. The last few observations together tell more than one.
 *
 * **What you earn**: 1 for every step, the last one too.
 *
 * **When it ends**: when the pole really leans more than 12°, or the middle of the
 * cart is more than 2.4 m from the middle of the track. There is no time limit here;
 * `"CartPoleNoisy-v1"` has 500 steps.
 *
 * After Géron, "Hands-On Machine Learning with Scikit-Learn and TensorFlow"
 * (2017), chapter 16, where noise is a reason to look at past observations; all else
 * is {@linkcode cartPole}.
 *
 * @param options The noise, the physics and the reward.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If the standard deviation is negative, or {@linkcode cartPole} refuses the others.
 *
 * @example An angle that cannot be
 * ```ts
 * import { cartPoleNoisy, make } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * using env = make(cartPoleNoisy({ sd: 1 }));
 * const { observation } = env.reset({ seed: 1 });
 * assert(observation.some((number) => Math.abs(number) > 0.3));
 * ```
 */
export function cartPoleNoisy(options: CartPoleNoisyOptions = {}): CartPole {
  const { sd = 0.1, ...physics } = options;
  const inner = cartPole(physics);
  return environment({
    ...addNoise(inner, { sd }),
    id: "CartPoleNoisy",
    options: Object.freeze({ ...inner.options, sd }),
    wrappers: [],
  });
}
