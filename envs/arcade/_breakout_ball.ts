import type { RandomStream } from "../../core/random.ts";
import { resizePaddle } from "./_breakout_paddle.ts";
import {
  BALL,
  BREAKOUT,
  BRICK,
  COURT,
  PADDLE,
  WALL,
} from "./_breakout_state.ts";
import {
  breakBrick,
  buildWall,
  firstColumn,
  firstRow,
  lastColumn,
  lastRow,
  stands,
} from "./_breakout_wall.ts";

/** How fast balls rise and fall: less than a brick is high, so that none is jumped over. */
const PACE = {
  first: 1.5,
  fourHits: 2,
  twelveHits: 2.5,
  upperRows: 3,
} as const;
/** How many rows from the top make the ball as fast as it gets. */
const UPPER_ROWS = 3;
const SERVE_Y = 110;

/** Drops a new ball somewhere below the wall. */
export function serveBall(state: Float64Array, random: RandomStream): void {
  state[BREAKOUT.ballX] = random.uniform(COURT.left, COURT.right - BALL);
  state[BREAKOUT.ballY] = SERVE_Y;
  state[BREAKOUT.ballDx] = random.uniform(-PACE.first, PACE.first);
  state[BREAKOUT.ballDy] = PACE.first;
  state[BREAKOUT.hits] = 0;
}

/**
 * Moves the ball on by a frame, first to the side, then up or down, each as far
 * as the first thing in its way; answers the points of the bricks it broke.
 */
export function moveBall(state: Float64Array): number {
  return moveAcross(state) + moveUpOrDown(state);
}

function moveAcross(state: Float64Array): number {
  const dx = state[BREAKOUT.ballDx]!;
  const y = state[BREAKOUT.ballY]!;
  const x = state[BREAKOUT.ballX]! + dx;
  if (x < COURT.left || x > COURT.right - BALL) {
    state[BREAKOUT.ballX] = dx < 0 ? COURT.left : COURT.right - BALL;
    state[BREAKOUT.ballDx] = -dx;
    return 0;
  }
  state[BREAKOUT.ballX] = x;
  const column = dx < 0 ? firstColumn(x) : lastColumn(x);
  const row = nearerRow(state, column, y);
  if (!stands(state, row, column)) return 0;
  const left = COURT.left + column * BRICK.width;
  state[BREAKOUT.ballX] = dx < 0 ? left + BRICK.width : left - BALL;
  state[BREAKOUT.ballDx] = -dx;
  return hitBrick(state, row, column);
}

function moveUpOrDown(state: Float64Array): number {
  const dy = state[BREAKOUT.ballDy]!;
  const x = state[BREAKOUT.ballX]!;
  const before = state[BREAKOUT.ballY]!;
  const y = before + dy;
  state[BREAKOUT.ballY] = y;
  if (y < COURT.top) {
    state[BREAKOUT.ballY] = COURT.top;
    state[BREAKOUT.ballDy] = -dy;
    resizePaddle(state, PADDLE.narrow);
    return 0;
  }
  const paddleX = state[BREAKOUT.paddleX]!;
  const crosses = before + BALL <= PADDLE.y && y + BALL > PADDLE.y;
  if (
    crosses && x + BALL > paddleX && x < paddleX + state[BREAKOUT.paddleWidth]!
  ) {
    hitPaddle(state);
    return 0;
  }
  const row = dy < 0 ? firstRow(y) : lastRow(y);
  const column = nearerColumn(state, row, x);
  if (!stands(state, row, column)) return 0;
  const top = WALL.top + row * BRICK.height;
  state[BREAKOUT.ballY] = dy < 0 ? top + BRICK.height : top - BALL;
  state[BREAKOUT.ballDy] = -dy;
  return hitBrick(state, row, column);
}

/** Of the rows that a ball reaches into, the one of its middle unless only the other has a brick there. */
function nearerRow(state: Float64Array, column: number, y: number): number {
  const middle = firstRow(y + BALL / 2);
  if (stands(state, middle, column)) return middle;
  return firstRow(y) + lastRow(y) - middle;
}

/** Of the columns that a ball reaches into, the one of its middle unless only the other has a brick there. */
function nearerColumn(state: Float64Array, row: number, x: number): number {
  const middle = firstColumn(x + BALL / 2);
  if (stands(state, row, middle)) return middle;
  return firstColumn(x) + lastColumn(x) - middle;
}

function hitBrick(state: Float64Array, row: number, column: number): number {
  if (row < UPPER_ROWS) quicken(state, PACE.upperRows);
  return breakBrick(state, row, column);
}

/** Sends the ball up again, the flatter the nearer to an end it met the paddle. */
function hitPaddle(state: Float64Array): void {
  const hits = ++state[BREAKOUT.hits]!;
  if (hits >= 12) quicken(state, PACE.twelveHits);
  else if (hits >= 4) quicken(state, PACE.fourHits);
  const pace = state[BREAKOUT.ballDy]!;
  const width = state[BREAKOUT.paddleWidth]!;
  const middle = state[BREAKOUT.paddleX]! + width / 2;
  // −1 at the left end of the paddle, 1 at the right end
  const where = (state[BREAKOUT.ballX]! + BALL / 2 - middle) /
    ((BALL + width) / 2);
  state[BREAKOUT.ballY] = PADDLE.y - BALL;
  state[BREAKOUT.ballDx] = where * pace;
  state[BREAKOUT.ballDy] = -pace;
  if (state[BREAKOUT.bricksLeft] === 0) buildWall(state);
}

/** Makes the ball as fast as `pace`, unless it is faster already. */
function quicken(state: Float64Array, pace: number): void {
  const dy = state[BREAKOUT.ballDy]!;
  if (Math.abs(dy) >= pace) return;
  state[BREAKOUT.ballDx]! *= pace / Math.abs(dy);
  state[BREAKOUT.ballDy] = dy < 0 ? -pace : pace;
}
