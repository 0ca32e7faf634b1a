import { BREAKOUT, COURT } from "./_breakout_state.ts";

/** Moves the paddle to the right, or to the left, as far as the court goes. */
export function movePaddle(state: Float64Array, way: number): void {
  const last = COURT.right - state[BREAKOUT.paddleWidth]!;
  const moved = state[BREAKOUT.paddleX]! + way;
  state[BREAKOUT.paddleX] = Math.min(Math.max(moved, COURT.left), last);
}

/** Makes the paddle wider or narrower, about its middle. */
export function resizePaddle(state: Float64Array, width: number): void {
  const wider = width - state[BREAKOUT.paddleWidth]!;
  state[BREAKOUT.paddleWidth] = width;
  movePaddle(state, -wider / 2);
}
