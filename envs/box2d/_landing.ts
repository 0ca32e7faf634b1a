import type { BeginEpisode } from "../replay_simulation.ts";
import { resolveOptions } from "../resolve_options.ts";
import type { Box } from "../spaces/box.ts";
import type { Discrete } from "../spaces/discrete.ts";
import { FPS } from "./_box2d_world.ts";
import { LANDER, PAD_HEIGHT } from "./_lander_state.ts";
import { type LanderPhysics, launch, LEG } from "./_lander_world.ts";
import { SCALE, SIGHT } from "./_view.ts";

const HALF_WIDTH = SIGHT.width / 2;
const HALF_HEIGHT = SIGHT.height / 2;
/** How high the frame's origin is above the pad when the lander stands on straight legs. */
const STANDING = PAD_HEIGHT + LEG.down / SCALE;
const MAIN_FUEL = 0.3;
const SIDE_FUEL = 0.03;

/** Begins landings, and says what each step earns. */
export function landing(
  physics: LanderPhysics,
): BeginEpisode<Discrete | Box<"float32">> {
  return (state, random, options = {}) => {
    resolveOptions("reset a lunar lander", options, {});
    const move = launch(physics, state, random);
    return (state, action) => {
      const before = potential(state);
      move(state, action);
      if (state[LANDER.asleep] === 1) return 100;
      if (isLandingOver(state)) return -100;
      return potential(state) - before -
        MAIN_FUEL * state[LANDER.mainPower]! -
        SIDE_FUEL * Math.abs(state[LANDER.sidePower]!);
    };
  };
}

/** Whether the lander has crashed, is lost, or rests. */
export function isLandingOver(state: Float64Array): boolean {
  return state[LANDER.crashed] === 1 || state[LANDER.asleep] === 1 ||
    Math.abs(right(state)) >= 1;
}

/** Writes down what an agent sees of a landing. */
export function observeLanding(state: Float64Array, out: Float32Array): void {
  out[0] = right(state);
  out[1] = above(state);
  out[2] = rightward(state);
  out[3] = upward(state);
  out[4] = state[LANDER.angle]!;
  out[5] = state[LANDER.spin]! * 20 / FPS;
  out[6] = state[LANDER.touches]!;
  out[7] = state[LANDER.touches + 1]!;
}

/** How good a place is; to come to a better one is what earns. */
function potential(state: Float64Array): number {
  const distance = Math.sqrt(right(state) ** 2 + above(state) ** 2);
  const speed = Math.sqrt(rightward(state) ** 2 + upward(state) ** 2);
  const touching = state[LANDER.touches]! + state[LANDER.touches + 1]!;
  return -100 * (distance + speed + Math.abs(state[LANDER.angle]!)) +
    10 * touching;
}

/** How far to the right of the pad, in half widths of the picture. */
function right(state: Float64Array): number {
  return (state[LANDER.x]! - HALF_WIDTH) / HALF_WIDTH;
}

/** How far above standing on the pad, in half heights of the picture. */
function above(state: Float64Array): number {
  return (state[LANDER.y]! - STANDING) / HALF_HEIGHT;
}

function rightward(state: Float64Array): number {
  return state[LANDER.dx]! * HALF_WIDTH / FPS;
}

function upward(state: Float64Array): number {
  return state[LANDER.dy]! * HALF_HEIGHT / FPS;
}
