import { requireWithin } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import {
  environment,
  type EnvironmentDescription,
  type ResetOptions,
} from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import { pendulumScene } from "./_pendulum_scene.ts";
import { cos, sin } from "./_sin_cos.ts";

/** Options for {@linkcode pendulum}. */
export interface PendulumOptions {
  /** Gravity, metres per second squared. @default {10} */
  readonly g?: number;
  /** Of the rod, kilograms. @default {1} */
  readonly mass?: number;
  /** Of the rod, metres. @default {1} */
  readonly length?: number;
  /** How strong the motor is, newton metres. @default {2} */
  readonly maxTorque?: number;
  /** How fast it can turn, radians per second. @default {8} */
  readonly maxSpeed?: number;
  /** How long a step lasts, seconds. @default {0.05} */
  readonly timeStep?: number;
}

const DEFAULTS: Required<PendulumOptions> = Object.freeze({
  g: 10,
  mass: 1,
  length: 1,
  maxTorque: 2,
  maxSpeed: 8,
  timeStep: 0.05,
});
/** How far from upright, in radians, and how fast, in radians per second, it begins at most. */
const START = Object.freeze({ xInit: Math.PI, yInit: 1 });

const TURN = 2 * Math.PI;

/** A description of a pendulum: one torque, three numbers to see. */
export type Pendulum = EnvironmentDescription<Box<"float32">, Box<"float32">>;

/**
 * Swing a rod up and keep it upright, with a motor that is too weak to lift it.
 *
 * **What you do**: choose a torque, from −2 to 2 newton metres, positive against the
 * clock; one beyond that is as good as the nearest.
 *
 * **What you see**: three numbers. The cosine and the sine of the angle from upright,
 * which grows against the clock, and the angular velocity, in radians per second,
 * within ±8. The angle begins anywhere within ±π, the velocity within ±1;
 * `reset({ options: { xInit, yInit } })` chooses other bounds for the two.
 *
 * **What you earn**: −(θ² + 0.1 θ̇² + 0.001 τ²) for every step: less than nothing,
 * unless the rod stands upright and still on its own. The angle θ is that before the
 * step, within ±π, and θ̇ the velocity before it.
 *
 * **When it ends**: never. There is no time limit here; `"Pendulum-v1"` has 200 steps.
 *
 * After Doya, "Reinforcement learning in continuous time and space" (2000), section
 * 5.1, with a rod of even thickness in place of a point mass; constants and order of
 * computation are Gymnasium's.
 *
 * @param options The physics.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If a mass, a length, a bound or a time is not above 0, or an option is unknown.
 *
 * @example Upright and still, it earns nothing, and loses nothing
 * ```ts
 * import { make, pendulum } from "@silica/silica/envs";
 * import { assert, assertEquals } from "@std/assert";
 *
 * using env = make(pendulum());
 * env.reset({ options: { xInit: 0, yInit: 0 } });
 * const { observation, reward } = env.step([0]);
 * assertEquals(Array.from(observation), [1, 0, 0]);
 * assert(reward === 0);
 * ```
 */
export function pendulum(options: PendulumOptions = {}): Pendulum {
  const action = "describe a pendulum";
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { g, mass, length, maxTorque, maxSpeed, timeStep } = resolved;
  const above = { min: 0, minExclusive: true };
  requireWithin(g, action, "g");
  requireWithin(mass, action, "mass", above);
  requireWithin(length, action, "length", above);
  requireWithin(maxTorque, action, "maxTorque", above);
  requireWithin(maxSpeed, action, "maxSpeed", above);
  requireWithin(timeStep, action, "timeStep", above);
  const pull = 3 * g / (2 * length);
  const ease = 3 / (mass * length ** 2);

  function step(state: Float64Array, action: ArrayLike<number>): number {
    const theta = state[0]!;
    const dtheta = state[1]!;
    const torque = Math.min(Math.max(action[0]!, -maxTorque), maxTorque);
    const cost = wrap(theta) ** 2 + 0.1 * dtheta ** 2 + 0.001 * torque ** 2;

    // θ̈ = 3g/(2l) sin θ + 3/(ml²) τ
    const ddtheta = pull * sin(theta) + ease * torque;
    const next = dtheta + ddtheta * timeStep;
    state[1] = Math.min(Math.max(next, -maxSpeed), maxSpeed);
    state[0] = theta + state[1]! * timeStep;
    return -cost;
  }

  return environment({
    id: "Pendulum",
    options: resolved,
    stateSize: 2,
    actionSpace: box({ low: -maxTorque, high: maxTorque }),
    observationSpace: box({ low: [-1, -1, -maxSpeed], high: [1, 1, maxSpeed] }),
    initialize,
    step,
    terminated: () => false,
    observe,
    rendering: {
      framesPerSecond: 30,
      scene: (state) => pendulumScene(state[0]!),
    },
    controls: {
      idle: [0],
      keys: { ArrowLeft: [maxTorque], ArrowRight: [-maxTorque] },
    },
  });
}

function initialize(
  state: Float64Array,
  random: RandomStream,
  options?: ResetOptions,
): void {
  const { xInit, yInit } = options === undefined ? START : startWithin(options);
  state[0] = random.uniform(-xInit, xInit);
  state[1] = random.uniform(-yInit, yInit);
}

function observe(state: Float64Array, out: Float32Array): void {
  out[0] = cos(state[0]!);
  out[1] = sin(state[0]!);
  out[2] = state[1]!;
}

/** The same direction as an angle within [−π, π). */
function wrap(angle: number): number {
  // ((θ + π) mod 2π) − π, where mod of the numbers within [0, 2π) is themselves
  const turned = angle + Math.PI;
  if (turned >= 0 && turned < TURN) return turned - Math.PI;
  const rest = turned % TURN;
  return (rest < 0 ? rest + TURN : rest) - Math.PI;
}

function startWithin(options: ResetOptions): { xInit: number; yInit: number } {
  const action = "reset a pendulum";
  const within = resolveOptions(action, options, START);
  requireWithin(within.xInit, action, "xInit", { min: 0 });
  requireWithin(within.yInit, action, "yInit", { min: 0 });
  return within;
}
