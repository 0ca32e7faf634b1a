import { requireWithin } from "../../core/errors.ts";
import { environment, type EnvironmentDescription } from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import type { Box } from "../spaces/box.ts";
import { type Discrete, discrete } from "../spaces/discrete.ts";
import { mountainCarScene } from "./_mountain_car_scene.ts";
import {
  driveInValley,
  observeValley,
  startInValley,
  VALLEY_SPACE,
} from "./_valley.ts";

/** Options for {@linkcode mountainCar}. */
export interface MountainCarOptions {
  /** The least velocity at the flag that counts. @default {0} */
  readonly goalVelocity?: number;
  /** What the engine changes the velocity by in a step. @default {0.001} */
  readonly force?: number;
  /** What the steepest slope changes the velocity by in a step. @default {0.0025} */
  readonly gravity?: number;
}

const DEFAULTS: Required<MountainCarOptions> = Object.freeze({
  goalVelocity: 0,
  force: 0.001,
  gravity: 0.0025,
});

const FLAG = 0.5;

/** A description of a car in a valley: three choices, two numbers to see. */
export type MountainCar = EnvironmentDescription<Discrete, Box<"float32">>;

/**
 * Drive a car out of a valley with an engine that is weaker than the slope, by
 * swinging back and forth.
 *
 * **What you do**: accelerate to the left (0), not at all (1), or to the right (2).
 *
 * **What you see**: two numbers. The car's position, within [−1.2, 0.6], where the
 * lowest place is −π/6 ≈ −0.52; and its velocity, in positions per step, within
 * ±0.07. It begins at rest, anywhere within [−0.6, −0.4);
 * `reset({ options: { low, high } })` chooses other bounds.
 *
 * **What you earn**: −1 for every step, the last one too.
 *
 * **When it ends**: when the car is at the flag at 0.5 or beyond it, with a velocity
 * of at least `goalVelocity`. The wall on the left only stops the car. There is no
 * time limit here; `"MountainCar-v0"` has 200 steps.
 *
 * After Moore, "Efficient memory-based learning for robot control" (1990), in the
 * form of Sutton and Barto, "Reinforcement Learning" (2018), example 10.1; constants
 * and order of computation are Gymnasium's.
 *
 * @param options The physics and the goal.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If an option is not finite, or unknown.
 *
 * @example The engine alone cannot climb the slope
 * ```ts
 * import { make, mountainCar } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * using env = make(mountainCar());
 * env.reset({ seed: 1 });
 * for (let step = 0; step < 500; step++) {
 *   const { observation, terminated } = env.step(2);
 *   assert(observation[0]! < 0 && !terminated);
 * }
 * ```
 */
export function mountainCar(options: MountainCarOptions = {}): MountainCar {
  const action = "describe a car in a valley";
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { goalVelocity, force, gravity } = resolved;
  requireWithin(goalVelocity, action, "goalVelocity");
  requireWithin(force, action, "force");
  requireWithin(gravity, action, "gravity");

  function step(state: Float64Array, action: number): number {
    driveInValley(state, (action - 1) * force, gravity);
    return -1;
  }

  return environment({
    id: "MountainCar",
    options: resolved,
    stateSize: 2,
    actionSpace: discrete(3),
    observationSpace: VALLEY_SPACE,
    initialize: startInValley,
    step,
    terminated: (state) => state[0]! >= FLAG && state[1]! >= goalVelocity,
    observe: observeValley,
    rendering: {
      framesPerSecond: 30,
      scene: (state) => mountainCarScene({ position: state[0]!, flag: FLAG }),
    },
    controls: { idle: 1, keys: { ArrowLeft: 0, ArrowRight: 2 } },
  });
}
