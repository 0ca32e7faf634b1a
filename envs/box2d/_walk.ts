import type { BeginEpisode } from "../replay_simulation.ts";
import { resolveOptions } from "../resolve_options.ts";
import type { Box } from "../spaces/box.ts";
import { FPS } from "./_box2d_world.ts";
import { SCALE, SIGHT } from "./_view.ts";
import { FINISH, GROUND_SPACING, RAYS, WALKER } from "./_walker_state.ts";
import { MOTOR_TORQUE, motorSpeed, setOut } from "./_walker_world.ts";

/** Where the finish is, metres. */
const END = FINISH * GROUND_SPACING;
/** What a metre forwards earns, so that the whole way earns about 300. */
const METRE = 130 / SCALE;
const LEANING = 5; // per radian
/** What all the torque of one motor costs in a step. */
const EFFORT = 0.00035 * MOTOR_TORQUE;

/** Begins walks, and says what each step earns. */
export function walk(hardcore: boolean): BeginEpisode<Box<"float32">> {
  return (state, random, options = {}) => {
    resolveOptions("reset a bipedal walker", options, {});
    const move = setOut(hardcore, state, random);
    return (state, action) => {
      const before = potential(state);
      move(state, action);
      if (isLost(state)) return -100;
      let reward = potential(state) - before;
      for (let i = 0; i < 4; i++) {
        reward -= EFFORT * Math.min(Math.abs(action[i]!), 1);
      }
      return reward;
    };
  };
}

/** Whether the robot has fallen, is lost, or has come to the end. */
export function isWalkOver(state: Float64Array): boolean {
  return isLost(state) || state[WALKER.x]! > END;
}

/** Whether the robot has fallen, or left the terrain where it begins. */
function isLost(state: Float64Array): boolean {
  return state[WALKER.fallen] === 1 || state[WALKER.x]! < 0;
}

/** How good a place is; to come to a better one is what earns. */
function potential(state: Float64Array): number {
  return METRE * state[WALKER.x]! - LEANING * Math.abs(state[WALKER.angle]!);
}

/** Writes down what an agent sees of a walk. */
export function observeWalk(state: Float64Array, out: Float32Array): void {
  out[0] = state[WALKER.angle]!;
  out[1] = 2 * state[WALKER.spin]! / FPS;
  out[2] = 0.3 * state[WALKER.dx]! * SIGHT.width / FPS;
  out[3] = 0.3 * state[WALKER.dy]! * SIGHT.height / FPS;
  for (let leg = 0; leg < 2; leg++) {
    const [at, joints] = [4 + 5 * leg, WALKER.joints + 4 * leg];
    out[at] = state[joints]!;
    out[at + 1] = state[joints + 1]! / motorSpeed(0);
    out[at + 2] = state[joints + 2]! + 1;
    out[at + 3] = state[joints + 3]! / motorSpeed(1);
    out[at + 4] = state[WALKER.touches + leg]!;
  }
  for (let ray = 0; ray < RAYS; ray++) {
    out[14 + ray] = state[WALKER.lidar + ray]!;
  }
}
