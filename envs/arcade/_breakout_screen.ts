import {
  BALL,
  BREAKOUT,
  BRICK,
  COURT,
  PADDLE,
  WALL,
} from "./_breakout_state.ts";
import { stands } from "./_breakout_wall.ts";
import {
  drawNumber,
  fillRect,
  SCREEN_HEIGHT,
  SCREEN_WIDTH,
} from "./_screen.ts";

/** No two things have the same colour, so that it tells where each is. */
export const BREAKOUT_COLORS = {
  court: 0x0b1030,
  frame: 0x8a97b8,
  points: 0xc9d2e8,
  paddle: 0x35e08c,
  ball: 0xffffff,
  /** Of each row, from the top. */
  bricks: [0xf0506e, 0xff8b3d, 0xffc83d, 0x8ad146, 0x3db2ff, 0xa57bff],
} as const;

const FRAME = 8; // pixels
const NUMBERS = { score: 40, lives: 112, y: 8 } as const;

/** Paints the court, its frame, and the whole wall. */
export function paintWall(screen: Uint8Array): void {
  const { court, frame, bricks } = BREAKOUT_COLORS;
  const top = COURT.top - FRAME;
  fillRect(screen, 0, 0, SCREEN_WIDTH, SCREEN_HEIGHT, court);
  fillRect(screen, 0, top, SCREEN_WIDTH, FRAME, frame);
  fillRect(screen, 0, top, FRAME, SCREEN_HEIGHT, frame);
  fillRect(screen, COURT.right, top, FRAME, SCREEN_HEIGHT, frame);
  for (let row = 0; row < WALL.rows; row++) {
    for (let column = 0; column < WALL.columns; column++) {
      paintBrick(screen, row, column, bricks[row]!);
    }
  }
}

/** Draws the numbers, the gaps in the wall, the paddle and, while one is in play, the ball. */
export function drawBreakout(state: Float64Array, screen: Uint8Array): void {
  const { court, points, paddle, ball } = BREAKOUT_COLORS;
  drawNumber(screen, state[BREAKOUT.score]!, NUMBERS.score, NUMBERS.y, points);
  drawNumber(screen, state[BREAKOUT.lives]!, NUMBERS.lives, NUMBERS.y, points);
  for (let row = 0; row < WALL.rows; row++) {
    for (let column = 0; column < WALL.columns; column++) {
      if (!stands(state, row, column)) paintBrick(screen, row, column, court);
    }
  }
  const width = state[BREAKOUT.paddleWidth]!;
  const left = state[BREAKOUT.paddleX]!;
  fillRect(screen, left, PADDLE.y, width, PADDLE.height, paddle);
  if (state[BREAKOUT.wait]! > 0) return;
  const x = state[BREAKOUT.ballX]!;
  fillRect(screen, x, state[BREAKOUT.ballY]!, BALL, BALL, ball);
}

/** A brick leaves a line free to its right and below, so that bricks can be counted. */
function paintBrick(
  screen: Uint8Array,
  row: number,
  column: number,
  color: number,
): void {
  const { width, height } = BRICK;
  const x = COURT.left + column * width;
  const y = WALL.top + row * height;
  fillRect(screen, x, y, width - 1, height - 1, color);
}
