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
import { cartPoleKernel } from "./_cart_pole_kernel.ts";
import { cartPoleScene } from "./_cart_pole_scene.ts";
import { cos, sin } from "./_sin_cos.ts";
import { startBounds } from "./_start_bounds.ts";

/** Options for {@linkcode cartPole}. */
export interface CartPoleOptions {
  /** Metres per second squared. @default {9.8} */
  readonly gravity?: number;
  /** Kilograms. @default {1} */
  readonly cartMass?: number;
  /** Kilograms. @default {0.1} */
  readonly poleMass?: number;
  /** Half the pole, metres. @default {0.5} */
  readonly poleHalfLength?: number;
  /** How hard the cart is pushed, newtons. @default {10} */
  readonly pushForce?: number;
  /** How long a step lasts, seconds. @default {0.02} */
  readonly timeStep?: number;
  /** Whether positions move by the velocities before a step or after it. @default {"euler"} */
  readonly integrator?: CartPoleIntegrator;
  /** Whether each step earns 0 and the last −1, as in the paper, in place of 1 each. @default {false} */
  readonly suttonBartoReward?: boolean;
}

/** Which velocities move the positions: those before a step, or those after it. */
export type CartPoleIntegrator = "euler" | "semi-implicit euler";

const DEFAULTS: Required<CartPoleOptions> = Object.freeze({
  gravity: 9.8,
  cartMass: 1,
  poleMass: 0.1,
  poleHalfLength: 0.5,
  pushForce: 10,
  timeStep: 0.02,
  integrator: "euler",
  suttonBartoReward: false,
});
const INTEGRATORS = ["euler", "semi-implicit euler"] as const;

const TRACK_END = 2.4; // metres
const FALLEN = 12 * 2 * Math.PI / 360; // radians
/** The first state lies this near to standing still in the middle, in each of its numbers. */
const START = Object.freeze({ low: -0.05, high: 0.05 });

/** A description of a cart and its pole: two choices, four numbers to see. */
export type CartPole = EnvironmentDescription<Discrete, Box<"float32">>;

/**
 * Balance a pole that stands on a cart.
 *
 * **What you do**: push the cart to the left (0) or to the right (1).
 *
 * **What you see**: four numbers. The cart's position, in metres from the middle;
 * its velocity, in metres per second; the pole's angle from upright, in radians,
 * positive to the right; its angular velocity, in radians per second. Each begins
 * anywhere within ±0.05; `reset({ options: { low, high } })` chooses other bounds.
 *
 * **What you earn**: 1 for every step, the last one too. With `suttonBartoReward`
 * 0 for every step and −1 for the last.
 *
 * **When it ends**: when the pole leans more than 12°, or the middle of the cart is
 * more than 2.4 m from the middle of the track. A step after that is an error.
 * There is no time limit here; `"CartPole-v0"` has 200 steps, `"CartPole-v1"` 500.
 *
 * After Barto, Sutton and Anderson, "Neuronlike adaptive elements that can solve
 * difficult learning control problems" (1983); the equations are those of Florian,
 * "Correct equations for the dynamics of the cart-pole system" (2007), without
 * friction; constants and order of computation are Gymnasium's.
 *
 * @param options The physics and the reward.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If a mass, a length or a time is not above 0, or an option is unknown.
 *
 * @example A push to the right moves the cart, and leaves the pole behind
 * ```ts
 * import { cartPole, make } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * using env = make(cartPole());
 * const { observation: before } = env.reset({ seed: 42 });
 * const { observation: after, reward } = env.step(1);
 * assert(after[1]! > before[1]! && after[3]! < before[3]!);
 * assert(reward === 1);
 * ```
 */
export function cartPole(options: CartPoleOptions = {}): CartPole {
  const action = "describe a cart and its pole";
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { gravity, cartMass, poleMass, poleHalfLength, pushForce, timeStep } =
    resolved;
  const above = { min: 0, minExclusive: true };
  requireWithin(gravity, action, "gravity");
  requireWithin(cartMass, action, "cartMass", above);
  requireWithin(poleMass, action, "poleMass", above);
  requireWithin(poleHalfLength, action, "poleHalfLength", above);
  requireWithin(pushForce, action, "pushForce");
  requireWithin(timeStep, action, "timeStep", above);
  requireOneOf(resolved.integrator, action, "integrator", INTEGRATORS);
  const semiImplicit = resolved.integrator === "semi-implicit euler";
  const { suttonBartoReward } = resolved;
  const totalMass = poleMass + cartMass;
  const poleMoment = poleMass * poleHalfLength;

  function step(state: Float64Array, action: number): number {
    const x = state[0]!;
    const dx = state[1]!;
    const theta = state[2]!;
    const dtheta = state[3]!;
    const sinTheta = sin(theta);
    const cosTheta = cos(theta);
    const force = action === 1 ? pushForce : -pushForce;

    // f = (F + mₚ l θ̇² sin θ) / M
    const pull = (force + poleMoment * (dtheta * dtheta) * sinTheta) /
      totalMass;
    // θ̈ = (g sin θ − f cos θ) / (l (4/3 − mₚ cos² θ / M))
    const ddtheta = (gravity * sinTheta - cosTheta * pull) /
      (poleHalfLength * (4 / 3 - poleMass * (cosTheta * cosTheta) / totalMass));
    // ẍ = f − mₚ l θ̈ cos θ / M
    const ddx = pull - poleMoment * ddtheta * cosTheta / totalMass;

    const nextDx = dx + timeStep * ddx;
    const nextDtheta = dtheta + timeStep * ddtheta;
    state[0] = x + timeStep * (semiImplicit ? nextDx : dx);
    state[1] = nextDx;
    state[2] = theta + timeStep * (semiImplicit ? nextDtheta : dtheta);
    state[3] = nextDtheta;
    if (!suttonBartoReward) return 1;
    return terminated(state) ? -1 : 0;
  }

  return environment({
    id: "CartPole",
    options: resolved,
    stateSize: 4,
    actionSpace: discrete(2),
    observationSpace: box({
      low: [-2 * TRACK_END, -Infinity, -2 * FALLEN, -Infinity],
      high: [2 * TRACK_END, Infinity, 2 * FALLEN, Infinity],
    }),
    initialize,
    step,
    terminated,
    observe,
    kernel: cartPoleKernel({
      gravity,
      totalMass,
      poleMass,
      poleHalfLength,
      pushForce,
      timeStep,
      semiImplicit,
      suttonBartoReward,
      trackEnd: TRACK_END,
      fallen: FALLEN,
    }, { step, terminated, observe }),
    rendering: {
      framesPerSecond: 50,
      scene: (state) =>
        cartPoleScene({
          position: state[0]!,
          angle: state[2]!,
          poleLength: 2 * poleHalfLength,
          trackEnd: TRACK_END,
        }),
    },
    // There is no push of nothing: the game waits for the next one.
    controls: { idle: null, keys: { ArrowLeft: 0, ArrowRight: 1 } },
  });
}

function initialize(
  state: Float64Array,
  random: RandomStream,
  options?: ResetOptions,
): void {
  const action = "reset a cart and its pole";
  const { low, high } = startBounds(action, options, START);
  random.fillUniform(state, low, high, 4);
}

function terminated(state: Float64Array): boolean {
  const x = state[0]!;
  const theta = state[2]!;
  return x < -TRACK_END || x > TRACK_END || theta < -FALLEN || theta > FALLEN;
}

function observe(state: Float64Array, out: Float32Array): void {
  out[0] = state[0]!;
  out[1] = state[1]!;
  out[2] = state[2]!;
  out[3] = state[3]!;
}
