import type { RandomStream } from "../../core/random.ts";
import { moveBall, serveBall } from "./_breakout_ball.ts";
import { movePaddle, resizePaddle } from "./_breakout_paddle.ts";
import {
  BREAKOUT,
  BREAKOUT_STATE_SIZE,
  COURT,
  PADDLE,
} from "./_breakout_state.ts";
import { buildWall } from "./_breakout_wall.ts";
import { SCREEN_HEIGHT } from "./_screen.ts";

const PADDLE_SPEED = 3;
const WAIT = 60; // frames
/** How many walls there are in a game. */
const WALLS = 2;

/** Begins a game with a whole wall. */
export function beginBreakout(state: Float64Array, lives: number): void {
  state.fill(0, 0, BREAKOUT_STATE_SIZE);
  state[BREAKOUT.paddleX] = (COURT.left + COURT.right - PADDLE.width) / 2;
  state[BREAKOUT.paddleWidth] = PADDLE.width;
  state[BREAKOUT.wait] = WAIT;
  state[BREAKOUT.lives] = lives;
  buildWall(state);
}

/** Plays a frame; answers the points of the bricks that it broke. */
export function tickBreakout(
  state: Float64Array,
  action: number,
  random: RandomStream,
): number {
  if (action === 2) movePaddle(state, PADDLE_SPEED);
  else if (action === 3) movePaddle(state, -PADDLE_SPEED);
  if (state[BREAKOUT.wait]! > 0) {
    state[BREAKOUT.wait] = action === 1 ? 0 : state[BREAKOUT.wait]! - 1;
    if (state[BREAKOUT.wait] === 0) serveBall(state, random);
    return 0;
  }
  const points = moveBall(state);
  if (state[BREAKOUT.ballY]! >= SCREEN_HEIGHT) loseBall(state);
  return points;
}

/** Whether no life is left, or the last wall is gone. */
export function isBreakoutOver(state: Float64Array): boolean {
  return state[BREAKOUT.lives] === 0 ||
    (state[BREAKOUT.bricksLeft] === 0 && state[BREAKOUT.walls] === WALLS);
}

function loseBall(state: Float64Array): void {
  state[BREAKOUT.lives]!--;
  state[BREAKOUT.wait] = WAIT;
  resizePaddle(state, PADDLE.width);
}
