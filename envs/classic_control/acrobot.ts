import { requireOneOf, requireWithin } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import {
  environment,
  type EnvironmentDescription,
  type ResetOptions,
} from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import { type Discrete, discrete } from "../spaces/discrete.ts";
import { acrobotScene } from "./_acrobot_scene.ts";
import { doublePendulum } from "./_double_pendulum.ts";
import { cos, sin } from "./_sin_cos.ts";
import { startBounds } from "./_start_bounds.ts";

/** Options for {@linkcode acrobot}. */
export interface AcrobotOptions {
  /** Whose equations of motion hold. @default {"book"} */
  readonly bookOrNips?: AcrobotEquations;
  /** How much chance adds to a torque at most, newton metres. @default {0} */
  readonly torqueNoiseMax?: number;
  /** Metres per second squared. @default {9.8} */
  readonly gravity?: number;
  /** Of the upper link, kilograms. @default {1} */
  readonly linkMass1?: number;
  /** Of the lower link, kilograms. @default {1} */
  readonly linkMass2?: number;
  /** Moment of inertia of each link around its middle, kilogram square metres. @default {1} */
  readonly linkMoi?: number;
  /** How long a step lasts, seconds. @default {0.2} */
  readonly timeStep?: number;
}

/** Whose equations of motion hold: the book's, or the paper's, where one term is missing. */
export type AcrobotEquations = "book" | "nips";

const DEFAULTS: Required<AcrobotOptions> = Object.freeze({
  bookOrNips: "book",
  torqueNoiseMax: 0,
  gravity: 9.8,
  linkMass1: 1,
  linkMass2: 1,
  linkMoi: 1,
  timeStep: 0.2,
});
const EQUATIONS = ["book", "nips"] as const;

const START = Object.freeze({ low: -0.1, high: 0.1 });
const MAX_SPEED_1 = 4 * Math.PI; // radians per second
const MAX_SPEED_2 = 9 * Math.PI;
const TURN = 2 * Math.PI;

/** A description of a double pendulum: three choices, six numbers to see. */
export type Acrobot = EnvironmentDescription<Discrete, Box<"float32">>;

/**
 * Swing the lower end of a double pendulum up, with a motor between its links only.
 *
 * **What you do**: turn the lower link against the upper one with a torque of −1 (0),
 * 0 (1) or 1 (2) newton metres, positive against the clock.
 *
 * **What you see**: six numbers. The cosine and the sine of the upper link's angle from
 * hanging down; those of the lower link's angle from the direction of the upper one;
 * and the angular velocities of the two, in radians per second, within ±4π and ±9π.
 * Angles grow against the clock. Each angle and velocity begins anywhere within ±0.1;
 * `reset({ options: { low, high } })` chooses other bounds.
 *
 * **What you earn**: −1 for every step, and 0 for the last one.
 *
 * **When it ends**: when the lower end is higher above the fixed joint than a link is
 * long. There is no time limit here; `"Acrobot-v1"` has 500 steps.
 *
 * After Sutton, "Generalization in reinforcement learning: successful examples using
 * sparse coarse coding" (1996), with the equations of Sutton and Barto, "Reinforcement
 * Learning" (1998), section 11.3, integrated by one step of Runge and Kutta's fourth
 * order; constants and order of computation are Gymnasium's.
 *
 * @param options The physics.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If a mass, a moment or a time is not above 0, or an option is unknown.
 *
 * @example Hanging still, it stays there, and costs a step
 * ```ts
 * import { acrobot, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using env = make(acrobot());
 * env.reset({ options: { low: 0, high: 0 } });
 * const { observation, reward } = env.step(1);
 * assertEquals(Array.from(observation, Math.abs), [1, 0, 1, 0, 0, 0]);
 * assertEquals(reward, -1);
 * ```
 */
export function acrobot(options: AcrobotOptions = {}): Acrobot {
  const action = "describe an acrobot";
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { bookOrNips, torqueNoiseMax } = resolved;
  const above = { min: 0, minExclusive: true };
  requireOneOf(bookOrNips, action, "bookOrNips", EQUATIONS);
  requireWithin(torqueNoiseMax, action, "torqueNoiseMax", { min: 0 });
  requireWithin(resolved.gravity, action, "gravity");
  requireWithin(resolved.linkMass1, action, "linkMass1", above);
  requireWithin(resolved.linkMass2, action, "linkMass2", above);
  requireWithin(resolved.linkMoi, action, "linkMoi", above);
  requireWithin(resolved.timeStep, action, "timeStep", above);
  const move = doublePendulum({ ...resolved, complete: bookOrNips === "book" });

  function step(
    state: Float64Array,
    action: number,
    random: RandomStream,
  ): number {
    const noise = random.uniform(-torqueNoiseMax, torqueNoiseMax);
    move(state, action - 1 + noise);
    state[0] = wrap(state[0]!);
    state[1] = wrap(state[1]!);
    state[2] = clip(state[2]!, MAX_SPEED_1);
    state[3] = clip(state[3]!, MAX_SPEED_2);
    return terminated(state) ? 0 : -1;
  }

  return environment({
    id: "Acrobot",
    options: resolved,
    stateSize: 4,
    actionSpace: discrete(3),
    observationSpace: box({
      low: [-1, -1, -1, -1, -MAX_SPEED_1, -MAX_SPEED_2],
      high: [1, 1, 1, 1, MAX_SPEED_1, MAX_SPEED_2],
    }),
    initialize,
    step,
    terminated,
    observe,
    rendering: {
      framesPerSecond: 15,
      scene: (state) => acrobotScene({ upper: state[0]!, lower: state[1]! }),
    },
    controls: { idle: 1, keys: { ArrowLeft: 0, ArrowRight: 2 } },
  });
}

function initialize(
  state: Float64Array,
  random: RandomStream,
  options?: ResetOptions,
): void {
  const { low, high } = startBounds("reset an acrobot", options, START);
  for (let i = 0; i < 4; i++) state[i] = random.uniform(low, high);
}

function terminated(state: Float64Array): boolean {
  return -cos(state[0]!) - cos(state[1]! + state[0]!) > 1;
}

function observe(state: Float64Array, out: Float32Array): void {
  out[0] = cos(state[0]!);
  out[1] = sin(state[0]!);
  out[2] = cos(state[1]!);
  out[3] = sin(state[1]!);
  out[4] = state[2]!;
  out[5] = state[3]!;
}

/** The same direction as an angle within [−π, π]. */
function wrap(angle: number): number {
  if (angle >= -Math.PI && angle <= Math.PI) return angle;
  return angle - TURN * Math.round(angle / TURN);
}

/** The number within ±`most` that is nearest. */
function clip(value: number, most: number): number {
  return Math.min(Math.max(value, -most), most);
}
