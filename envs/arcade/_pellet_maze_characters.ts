import {
  columnOf,
  DX,
  DY,
  EXIT,
  HOME,
  rowOf,
  tileAt,
} from "./_pellet_maze_map.ts";
import { isScattering } from "./_pellet_maze_pace.ts";
import { CLOCK, DIRECTION, ghostAt, PLAYER } from "./_pellet_maze_state.ts";
import { nearestTile } from "./_pellet_maze_walk.ts";

/** Along the columns. */
export const ACROSS = 0;
/** Along the rows. */
export const DOWNWARDS = 1;

/** What tells one ghost from another. */
export interface Character {
  /** Where it begins. */
  readonly start: number;
  /** For how many frames it rests there. */
  readonly rest: number;
  /** The corner it keeps to at times. */
  readonly corner: number;
  /** Which column, or which row, it walks to while it chases; it may lie outside the maze. */
  target(state: Float64Array, axis: number): number;
}

const CHASER = 0;
const SHY = 3;
const SHY_CORNER = tileAt(1, 27);
/** The shy ghost comes no nearer than this, in tiles. */
const SHYNESS = 8;

/** Chaser, ambusher, flanker and the shy one. */
export const CHARACTERS: readonly Character[] = Object.freeze([
  {
    start: EXIT,
    rest: 0,
    corner: tileAt(25, 1),
    target: (state, axis) => ahead(state, 0, axis),
  },
  {
    start: HOME,
    rest: 60,
    corner: tileAt(1, 1),
    target: (state, axis) => ahead(state, 4, axis),
  },
  {
    start: tileAt(11, 12),
    rest: 240,
    corner: tileAt(25, 27),
    // The chaser's mirror image, seen in a point before the player.
    target: (state, axis) =>
      2 * ahead(state, 2, axis) - position(state, ghostAt(CHASER), axis),
  },
  {
    start: tileAt(15, 12),
    rest: 480,
    corner: SHY_CORNER,
    target: (state, axis) =>
      isPlayerNear(state) ? along(SHY_CORNER, axis) : ahead(state, 0, axis),
  },
]);

/**
 * Which column, or which row, a ghost that is not frightened walks to.
 *
 * @param axis {@linkcode ACROSS} for the column, {@linkcode DOWNWARDS} for the row.
 */
export function targetOf(
  state: Float64Array,
  ghost: number,
  axis: number,
): number {
  const character = CHARACTERS[ghost]!;
  return isScattering(state[CLOCK]!)
    ? along(character.corner, axis)
    : character.target(state, axis);
}

/** The column or row so many tiles before the player. */
function ahead(state: Float64Array, tiles: number, axis: number): number {
  const heading = (axis === ACROSS ? DX : DY)[state[PLAYER + DIRECTION]!]!;
  return position(state, PLAYER, axis) + tiles * heading;
}

/** The column or row where a walker is. */
function position(state: Float64Array, walker: number, axis: number): number {
  return along(nearestTile(state, walker), axis);
}

/** The column or row of a tile. */
function along(tile: number, axis: number): number {
  return axis === ACROSS ? columnOf(tile) : rowOf(tile);
}

function isPlayerNear(state: Float64Array): boolean {
  const shy = ghostAt(SHY);
  const dx = position(state, PLAYER, ACROSS) - position(state, shy, ACROSS);
  const dy = position(state, PLAYER, DOWNWARDS) -
    position(state, shy, DOWNWARDS);
  return dx ** 2 + dy ** 2 <= SHYNESS ** 2;
}
