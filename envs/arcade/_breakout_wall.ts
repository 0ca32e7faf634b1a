import {
  BALL,
  BREAKOUT,
  BREAKOUT_STATE_SIZE,
  BRICK,
  COURT,
  WALL,
} from "./_breakout_state.ts";

/** What a brick of each row is worth, from the top. */
const ROW_POINTS: readonly number[] = Object.freeze([7, 7, 4, 4, 1, 1]);

/** Puts every brick in its place. */
export function buildWall(state: Float64Array): void {
  state.fill(1, BREAKOUT.bricks, BREAKOUT_STATE_SIZE);
  state[BREAKOUT.bricksLeft] = WALL.rows * WALL.columns;
  state[BREAKOUT.walls]!++;
}

/** The first column that a ball reaches into, counted from the left, even where no wall is. */
export function firstColumn(x: number): number {
  return Math.floor((x - COURT.left) / BRICK.width);
}

/** The last column that a ball reaches into. */
export function lastColumn(x: number): number {
  return Math.ceil((x + BALL - COURT.left) / BRICK.width) - 1;
}

/** The first row that a ball reaches into, counted from the top, even where no wall is. */
export function firstRow(y: number): number {
  return Math.floor((y - WALL.top) / BRICK.height);
}

/** The last row that a ball reaches into. */
export function lastRow(y: number): number {
  return Math.ceil((y + BALL - WALL.top) / BRICK.height) - 1;
}

/** Whether a brick stands in a row and a column. */
export function stands(
  state: Float64Array,
  row: number,
  column: number,
): boolean {
  return row >= 0 && row < WALL.rows &&
    state[BREAKOUT.bricks + row * WALL.columns + column] === 1;
}

/** Takes a brick away, counts its points, and answers them. */
export function breakBrick(
  state: Float64Array,
  row: number,
  column: number,
): number {
  const points = ROW_POINTS[row]!;
  state[BREAKOUT.bricks + row * WALL.columns + column] = 0;
  state[BREAKOUT.bricksLeft]!--;
  state[BREAKOUT.score]! += points;
  return points;
}
