import { requireWithin } from "../../core/errors.ts";
import { environment, type EnvironmentDescription } from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import { mountainCarScene } from "./_mountain_car_scene.ts";
import {
  driveInValley,
  observeValley,
  startInValley,
  VALLEY_SPACE,
} from "./_valley.ts";

/** Options for {@linkcode mountainCarContinuous}. */
export interface MountainCarContinuousOptions {
  /** The least velocity at the flag that counts. @default {0} */
  readonly goalVelocity?: number;
  /** What the engine at most changes the velocity by in a step. @default {0.0015} */
  readonly power?: number;
  /** What the steepest slope changes the velocity by in a step. @default {0.0025} */
  readonly gravity?: number;
}

const DEFAULTS: Required<MountainCarContinuousOptions> = Object.freeze({
  goalVelocity: 0,
  power: 0.0015,
  gravity: 0.0025,
});

const FLAG = 0.45;

/** A description of a car in a valley, whose engine is set to a number. */
export type MountainCarContinuous = EnvironmentDescription<
  Box<"float32">,
  Box<"float32">
>;

/**
 * Drive a car out of a valley with an engine that is weaker than the slope, and
 * save fuel.
 *
 * **What you do**: set the engine to one number, from −1 (all to the left) to 1 (all
 * to the right); beyond that it does no more, but still costs.
 *
 * **What you see**: two numbers. The car's position, within [−1.2, 0.6], where the
 * lowest place is −π/6 ≈ −0.52; and its velocity, in positions per step, within
 * ±0.07. It begins at rest, anywhere within [−0.6, −0.4);
 * `reset({ options: { low, high } })` chooses other bounds.
 *
 * **What you earn**: −0.1 times the square of your number in every step, and 100 in
 * the step that reaches the flag.
 *
 * **When it ends**: when the car is at the flag at 0.45 or beyond it, with a velocity
 * of at least `goalVelocity`. The wall on the left only stops the car. There is no
 * time limit here; `"MountainCarContinuous-v0"` has 999 steps.
 *
 * After Moore, "Efficient memory-based learning for robot control" (1990); constants
 * and order of computation are Gymnasium's, which keeps positions and velocities
 * with the precision of float32 after each step.
 *
 * @param options The physics and the goal.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If an option is not finite, or unknown.
 *
 * @example Fuel costs, and more than all of it does not help
 * ```ts
 * import { make, mountainCarContinuous } from "@silica/silica/envs";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * using env = make(mountainCarContinuous());
 * env.reset({ seed: 1 });
 * const full = env.step([1]);
 * env.reset({ seed: 1 });
 * const twice = env.step([2]);
 * assertEquals(full.observation, twice.observation);
 * assertAlmostEquals(full.reward, -0.1);
 * assertAlmostEquals(twice.reward, -0.4);
 * ```
 */
export function mountainCarContinuous(
  options: MountainCarContinuousOptions = {},
): MountainCarContinuous {
  const action = "describe a car in a valley";
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { goalVelocity, power, gravity } = resolved;
  requireWithin(goalVelocity, action, "goalVelocity");
  requireWithin(power, action, "power");
  requireWithin(gravity, action, "gravity");

  function step(state: Float64Array, action: ArrayLike<number>): number {
    const engine = action[0]!;
    const push = Math.min(Math.max(engine, -1), 1) * power;
    driveInValley(state, push, gravity);
    state[0] = Math.fround(state[0]!);
    state[1] = Math.fround(state[1]!);
    return (terminated(state) ? 100 : 0) - 0.1 * engine ** 2;
  }

  function terminated(state: Float64Array): boolean {
    return state[0]! >= FLAG && state[1]! >= goalVelocity;
  }

  return environment({
    id: "MountainCarContinuous",
    options: resolved,
    stateSize: 2,
    actionSpace: box({ low: -1, high: 1 }),
    observationSpace: VALLEY_SPACE,
    initialize: startInValley,
    step,
    terminated,
    observe: observeValley,
    rendering: {
      framesPerSecond: 30,
      scene: (state) => mountainCarScene({ position: state[0]!, flag: FLAG }),
    },
    controls: { idle: [0], keys: { ArrowLeft: [-1], ArrowRight: [1] } },
  });
}
