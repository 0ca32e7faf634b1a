import { JOYSTICK_DX, JOYSTICK_DY } from "./_joystick.ts";
import {
  DOWN,
  DX,
  IS_CORRIDOR,
  LEFT,
  NEIGHBOR,
  RIGHT,
  UP,
} from "./_pellet_maze_map.ts";
import { playerSpeed } from "./_pellet_maze_pace.ts";
import {
  BOARD,
  DIRECTION,
  OFFSET,
  PLAYER,
  TILE,
  WISH,
} from "./_pellet_maze_state.ts";
import { turnBack, walk } from "./_pellet_maze_walk.ts";

/** Moves the player by a frame, where the joystick and the walls let her. */
export function movePlayer(state: Float64Array, joystick: number): void {
  if (joystick !== 0) state[WISH] = joystick;
  steer(state, joystick);
  if (state[PLAYER + OFFSET] === 0 && !isOpen(state, headingOf(state))) return;
  if (!walk(state, PLAYER, playerSpeed(state[BOARD]!))) return;
  const beyond = state[PLAYER + OFFSET]!;
  if (beyond === 0) return; // Here she turns in the next frame.
  state[PLAYER + OFFSET] = 0;
  steer(state, joystick);
  if (isOpen(state, headingOf(state))) state[PLAYER + OFFSET] = beyond;
}

/**
 * Turns where the joystick points: aside or back on the middle of a tile, only
 * back between two of them. What cannot be done yet is remembered until it can.
 */
function steer(state: Float64Array, joystick: number): void {
  const heading = headingOf(state);
  const turn = state[PLAYER + OFFSET] === 0
    ? turnOnTile(state, heading)
    : wished(state, isHorizontal(heading));
  if (turn < 0 || turn === heading) return;
  if (state[PLAYER + OFFSET] === 0) state[PLAYER + DIRECTION] = turn;
  else turnBack(state, PLAYER);
  state[WISH] = joystick;
}

/** The turn aside that is wished and open, or else the one ahead or back. */
function turnOnTile(state: Float64Array, heading: number): number {
  const aside = wished(state, !isHorizontal(heading));
  if (aside >= 0 && isOpen(state, aside)) return aside;
  return wished(state, isHorizontal(heading));
}

/** The direction along one axis to which the joystick points; −1 if to none. */
function wished(state: Float64Array, horizontal: boolean): number {
  const wish = state[WISH]!;
  const pull = (horizontal ? JOYSTICK_DX : JOYSTICK_DY)[wish]!;
  if (pull === 0) return -1;
  if (horizontal) return pull > 0 ? RIGHT : LEFT;
  return pull > 0 ? DOWN : UP;
}

function isHorizontal(direction: number): boolean {
  return DX[direction] !== 0;
}

function headingOf(state: Float64Array): number {
  return state[PLAYER + DIRECTION]!;
}

/** Whether the player may leave her tile in a direction. */
function isOpen(state: Float64Array, direction: number): boolean {
  return IS_CORRIDOR[NEIGHBOR[4 * state[PLAYER + TILE]! + direction]!]!;
}
