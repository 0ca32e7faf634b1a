import type { RandomStream } from "../../core/random.ts";
import { frighten, moveGhosts, placeGhosts } from "./_pellet_maze_ghosts.ts";
import {
  BONUS_TILE,
  IS_POWER,
  LEFT,
  PELLET_ON,
  PELLET_TILES,
  START,
  TILE_SIZE,
} from "./_pellet_maze_map.ts";
import {
  BONUS_FRAMES,
  CAUGHT_FRAMES,
  CLEARED_FRAMES,
  frightFrames,
  GHOST_EATEN_FRAMES,
  READY_FRAMES,
} from "./_pellet_maze_pace.ts";
import {
  BOARD,
  BONUS,
  CAUGHT,
  CLEARED,
  GHOST_EATEN,
  ghostAt,
  GHOSTS,
  LIVES,
  MODE,
  PELLETS,
  PELLETS_LEFT,
  PLAYER,
  PLAYING,
  READY,
  RETURNING,
  SCARED,
  SCENE,
  SCORE,
  STATE_SIZE,
  STREAK,
  WAIT,
  WISH,
} from "./_pellet_maze_state.ts";
import { movePlayer } from "./_pellet_maze_steering.ts";
import { distanceBetween, nearestTile, place } from "./_pellet_maze_walk.ts";

const PELLET_POINTS = 10;
const POWER_POINTS = 50;
const GHOST_POINTS = 200;
/** The bonus appears after so many eaten pellets. */
const BONUS_AFTER: readonly number[] = Object.freeze([100, 200]);
/** A ghost and the player meet when they are nearer than this, in pixels. */
const REACH = TILE_SIZE;

/** Begins a game. */
export function begin(state: Float64Array, introFrames: number): void {
  state.fill(0, 0, STATE_SIZE);
  state[LIVES] = 3;
  layPellets(state);
  placeAll(state);
  show(state, introFrames > 0 ? READY : PLAYING, introFrames);
}

/** Plays a frame, and answers its points. */
export function tick(
  state: Float64Array,
  joystick: number,
  random: RandomStream,
): number {
  if (state[SCENE] !== PLAYING) {
    if (--state[WAIT]! === 0) endScene(state);
    return 0;
  }
  movePlayer(state, joystick);
  const tile = nearestTile(state, PLAYER);
  if (state[BONUS]! > 0) state[BONUS]!--;
  let points = eatPellet(state, tile) + eatBonus(state, tile);
  if (state[PELLETS_LEFT] === 0) {
    show(state, CLEARED, CLEARED_FRAMES);
  } else {
    moveGhosts(state, random);
    points += meetGhosts(state);
  }
  state[SCORE]! += points;
  return points;
}

/** Whether the last life is lost. */
export function isOver(state: Float64Array): boolean {
  return state[LIVES] === 0;
}

function show(state: Float64Array, scene: number, frames: number): void {
  state[SCENE] = scene;
  state[WAIT] = frames;
}

function endScene(state: Float64Array): void {
  switch (state[SCENE]) {
    case CLEARED:
      state[BOARD]!++;
      layPellets(state);
      placeAll(state);
      show(state, READY, READY_FRAMES);
      break;
    case CAUGHT:
      if (--state[LIVES]! === 0) break;
      placeAll(state);
      show(state, READY, READY_FRAMES);
      break;
    default: // READY or GHOST_EATEN
      show(state, PLAYING, 0);
  }
}

function layPellets(state: Float64Array): void {
  state.fill(1, PELLETS, STATE_SIZE);
  state[PELLETS_LEFT] = PELLET_TILES.length;
}

function placeAll(state: Float64Array): void {
  place(state, PLAYER, START, LEFT);
  state[WISH] = 0;
  state[BONUS] = 0;
  placeGhosts(state);
}

/** Eats the pellet on a tile, if there is one; answers the points. */
function eatPellet(state: Float64Array, tile: number): number {
  const pellet = PELLET_ON[tile]!;
  if (pellet < 0 || state[PELLETS + pellet] === 0) return 0;
  state[PELLETS + pellet] = 0;
  state[PELLETS_LEFT]!--;
  const eaten = PELLET_TILES.length - state[PELLETS_LEFT]!;
  if (BONUS_AFTER.includes(eaten)) state[BONUS] = BONUS_FRAMES;
  if (!IS_POWER[tile]) return PELLET_POINTS;
  frighten(state, frightFrames(state[BOARD]!));
  return POWER_POINTS;
}

/** Eats the bonus, if it lies on a tile; answers the points. */
function eatBonus(state: Float64Array, tile: number): number {
  if (tile !== BONUS_TILE || state[BONUS] === 0) return 0;
  state[BONUS] = 0;
  return bonusPoints(state[BOARD]!);
}

/** What the bonus is worth. */
function bonusPoints(board: number): number {
  return 100 * Math.min(board + 1, 10);
}

/** Eats frightened ghosts that the player meets, or loses her to another one; answers the points. */
function meetGhosts(state: Float64Array): number {
  let points = 0;
  for (let ghost = 0; ghost < GHOSTS; ghost++) {
    const walker = ghostAt(ghost);
    if (state[walker + MODE] === RETURNING) continue;
    if (distanceBetween(state, PLAYER, walker) >= REACH) continue;
    if (state[walker + SCARED] === 0) {
      show(state, CAUGHT, CAUGHT_FRAMES);
      return points;
    }
    state[walker + MODE] = RETURNING;
    state[walker + SCARED] = 0;
    points += ghostPoints(state[STREAK]!++);
    show(state, GHOST_EATEN, GHOST_EATEN_FRAMES);
  }
  return points;
}

/** What a ghost is worth after so many others: 200, 400, 800, 1600. */
function ghostPoints(streak: number): number {
  return GHOST_POINTS * 2 ** streak;
}
