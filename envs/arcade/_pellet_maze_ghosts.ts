import type { RandomStream } from "../../core/random.ts";
import {
  ACROSS,
  CHARACTERS,
  DOWNWARDS,
  targetOf,
} from "./_pellet_maze_characters.ts";
import {
  columnOf,
  HOME,
  HOMEWARD,
  IS_CORRIDOR,
  IS_HOUSE,
  IS_TUNNEL,
  LEFT,
  NEIGHBOR,
  opposite,
  OUTWARD,
  rowOf,
  UP,
} from "./_pellet_maze_map.ts";
import {
  EYES_SPEED,
  ghostSpeed,
  isPhaseEnd,
  RECOVERY_FRAMES,
  SCARED_SPEED,
} from "./_pellet_maze_pace.ts";
import {
  BOARD,
  CLOCK,
  DIRECTION,
  FRIGHT,
  ghostAt,
  GHOSTS,
  MODE,
  REST,
  RESTING,
  RETURNING,
  ROAMING,
  SCARED,
  STREAK,
  TILE,
} from "./_pellet_maze_state.ts";
import { place, turnBack, walk } from "./_pellet_maze_walk.ts";

/** Puts the ghosts where they begin. */
export function placeGhosts(state: Float64Array): void {
  for (let ghost = 0; ghost < GHOSTS; ghost++) {
    const walker = ghostAt(ghost);
    const { start, rest } = CHARACTERS[ghost]!;
    place(state, walker, start, rest === 0 ? LEFT : UP);
    state[walker + MODE] = rest === 0 ? ROAMING : RESTING;
    state[walker + REST] = rest;
    state[walker + SCARED] = 0;
  }
  state[CLOCK] = 0;
  state[FRIGHT] = 0;
}

/** Makes all ghosts that were not eaten flee for some frames. */
export function frighten(state: Float64Array, frames: number): void {
  state[FRIGHT] = frames;
  state[STREAK] = 0;
  for (let ghost = 0; ghost < GHOSTS; ghost++) {
    const walker = ghostAt(ghost);
    if (state[walker + MODE] === RETURNING) continue;
    state[walker + SCARED] = 1;
    startle(state, walker);
  }
}

/** Moves all ghosts, and their clocks, by a frame. */
export function moveGhosts(state: Float64Array, random: RandomStream): void {
  if (state[FRIGHT]! > 0) {
    if (--state[FRIGHT]! === 0) calm(state);
  } else if (isPhaseEnd(++state[CLOCK]!)) {
    for (let ghost = 0; ghost < GHOSTS; ghost++) startle(state, ghostAt(ghost));
  }
  for (let ghost = 0; ghost < GHOSTS; ghost++) moveGhost(state, ghost, random);
}

function calm(state: Float64Array): void {
  for (let ghost = 0; ghost < GHOSTS; ghost++) {
    state[ghostAt(ghost) + SCARED] = 0;
  }
}

/** Turns a ghost back, if it is about. */
function startle(state: Float64Array, walker: number): void {
  const isAbout = state[walker + MODE] === ROAMING &&
    IS_CORRIDOR[state[walker + TILE]!]!;
  if (isAbout) turnBack(state, walker);
}

function moveGhost(
  state: Float64Array,
  ghost: number,
  random: RandomStream,
): void {
  const walker = ghostAt(ghost);
  if (state[walker + MODE] === RESTING) {
    if (--state[walker + REST]! > 0) return;
    state[walker + MODE] = ROAMING;
    state[walker + DIRECTION] = OUTWARD[state[walker + TILE]!]!;
    return;
  }
  if (!walk(state, walker, speedOf(state, walker))) return;
  if (state[walker + MODE] === RETURNING && state[walker + TILE] === HOME) {
    place(state, walker, HOME, UP);
    state[walker + MODE] = RESTING;
    state[walker + REST] = RECOVERY_FRAMES;
    return;
  }
  state[walker + DIRECTION] = wayOf(state, ghost, random);
}

/** How fast a ghost walks, pixels a frame. */
function speedOf(state: Float64Array, walker: number): number {
  if (state[walker + MODE] === RETURNING) return EYES_SPEED;
  if (state[walker + SCARED] === 1) return SCARED_SPEED;
  const speed = ghostSpeed(state[BOARD]!);
  return IS_TUNNEL[state[walker + TILE]!] ? speed / 2 : speed;
}

/** The direction in which a ghost leaves its tile. */
function wayOf(
  state: Float64Array,
  ghost: number,
  random: RandomStream,
): number {
  const walker = ghostAt(ghost);
  const tile = state[walker + TILE]!;
  if (state[walker + MODE] === RETURNING) return HOMEWARD[tile]!;
  if (IS_HOUSE[tile]) return OUTWARD[tile]!;
  const back = opposite(state[walker + DIRECTION]!);
  if (state[walker + SCARED] === 1) return anyWay(tile, back, random);
  return wayTowards(
    tile,
    back,
    targetOf(state, ghost, ACROSS),
    targetOf(state, ghost, DOWNWARDS),
  );
}

/** The way, but not back, whose next tile lies nearest to a place as the crow flies. */
function wayTowards(
  tile: number,
  back: number,
  column: number,
  row: number,
): number {
  let best = back;
  let least = Infinity;
  for (let direction = 0; direction < 4; direction++) {
    const next = NEIGHBOR[4 * tile + direction]!;
    if (direction === back || !IS_CORRIDOR[next]) continue;
    const distance = (columnOf(next) - column) ** 2 + (rowOf(next) - row) ** 2;
    if (distance >= least) continue;
    best = direction;
    least = distance;
  }
  return best;
}

/** Any way but back, each as likely as any other. */
function anyWay(tile: number, back: number, random: RandomStream): number {
  let ways = 0;
  for (let direction = 0; direction < 4; direction++) {
    if (isWay(tile, direction, back)) ways++;
  }
  let chosen = ways > 1 ? random.integer(0, ways) : 0;
  let direction = 0;
  while (!isWay(tile, direction, back) || chosen-- > 0) direction++;
  return direction;
}

function isWay(tile: number, direction: number, back: number): boolean {
  return direction !== back && IS_CORRIDOR[NEIGHBOR[4 * tile + direction]!]!;
}
