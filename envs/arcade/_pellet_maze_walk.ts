import {
  columnOf,
  COLUMNS,
  DX,
  DY,
  NEIGHBOR,
  opposite,
  rowOf,
  TILE_SIZE,
} from "./_pellet_maze_map.ts";
import { DIRECTION, OFFSET, TILE } from "./_pellet_maze_state.ts";

/** The middle of column 0 and of row 0, in pixels from the edges of the screen. */
export const MIDDLE_X = 2;
export const MIDDLE_Y = 4;

/** The pixels after which a tunnel comes back to where it began. */
export const ROUND: number = COLUMNS * TILE_SIZE;

/** Where the middle of a tile lies, pixels from the left. */
export function tileX(tile: number): number {
  return MIDDLE_X + TILE_SIZE * columnOf(tile);
}

/** Where the middle of a tile lies, pixels from the top. */
export function tileY(tile: number): number {
  return MIDDLE_Y + TILE_SIZE * rowOf(tile);
}

/** Where the middle of a walker is, pixels from the left. */
export function walkerX(state: Float64Array, walker: number): number {
  const ahead = DX[state[walker + DIRECTION]!]! * state[walker + OFFSET]!;
  return tileX(state[walker + TILE]!) + ahead;
}

/** Where the middle of a walker is, pixels from the top. */
export function walkerY(state: Float64Array, walker: number): number {
  const ahead = DY[state[walker + DIRECTION]!]! * state[walker + OFFSET]!;
  return tileY(state[walker + TILE]!) + ahead;
}

/** How far two walkers are from each other, pixels across and down together. */
export function distanceBetween(
  state: Float64Array,
  one: number,
  other: number,
): number {
  const across = Math.abs(walkerX(state, one) - walkerX(state, other));
  const down = Math.abs(walkerY(state, one) - walkerY(state, other));
  return Math.min(across, ROUND - across) + down;
}

/** The tile that a walker looks at. */
export function tileAhead(state: Float64Array, walker: number): number {
  return NEIGHBOR[4 * state[walker + TILE]! + state[walker + DIRECTION]!]!;
}

/** The tile on which most of a walker is. */
export function nearestTile(state: Float64Array, walker: number): number {
  return state[walker + OFFSET]! < TILE_SIZE / 2
    ? state[walker + TILE]!
    : tileAhead(state, walker);
}

/** Puts a walker on the middle of a tile. */
export function place(
  state: Float64Array,
  walker: number,
  tile: number,
  direction: number,
): void {
  state[walker + TILE] = tile;
  state[walker + DIRECTION] = direction;
  state[walker + OFFSET] = 0;
}

/** Makes a walker look the other way, where it is. */
export function turnBack(state: Float64Array, walker: number): void {
  state[walker + TILE] = tileAhead(state, walker);
  state[walker + DIRECTION] = opposite(state[walker + DIRECTION]!);
  state[walker + OFFSET] = TILE_SIZE - state[walker + OFFSET]!;
}

/**
 * Moves a walker ahead, by less than a tile.
 *
 * @returns Whether it passed the middle of a tile, from where its way goes on.
 */
export function walk(
  state: Float64Array,
  walker: number,
  pixels: number,
): boolean {
  const offset = state[walker + OFFSET]! + pixels;
  const arrives = offset >= TILE_SIZE;
  if (arrives) state[walker + TILE] = tileAhead(state, walker);
  state[walker + OFFSET] = arrives ? offset - TILE_SIZE : offset;
  return arrives;
}
