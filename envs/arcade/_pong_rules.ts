import type { RandomStream } from "../../core/random.ts";
import {
  BALL,
  COURT,
  OPPONENT_X,
  PADDLE,
  PLAYER_X,
  PONG,
  PONG_STATE_SIZE,
} from "./_pong_state.ts";
import { SCREEN_WIDTH } from "./_screen.ts";

/** The points that win. */
const GOAL = 21;
const WAIT = 60; // frames
const PLAYER_SPEED = 3;
const OPPONENT_SPEED = 1.75;
/** How fast the ball crosses the court: when it is served, more after each hit, and at most. */
const PACE = { first: 2, more: 0.25, most: 4 } as const;
const HIGHEST = COURT.top;
const LOWEST_BALL = COURT.bottom - BALL;
const LOWEST_PADDLE = COURT.bottom - PADDLE.height;
const MIDDLE_PADDLE = (HIGHEST + LOWEST_PADDLE) / 2;

/** Begins a game: the first serve goes to either side. */
export function beginPong(state: Float64Array, random: RandomStream): void {
  state.fill(0, 0, PONG_STATE_SIZE);
  state[PONG.playerY] = MIDDLE_PADDLE;
  state[PONG.opponentY] = MIDDLE_PADDLE;
  awaitServe(state, random.uniform() < 0.5 ? 1 : -1);
}

/** Plays a frame; answers 1 for a point of the player's, −1 for one of the opponent's. */
export function tickPong(
  state: Float64Array,
  action: number,
  random: RandomStream,
): number {
  movePaddle(state, PONG.playerY, PLAYER_SPEED * directionOf(action));
  const away = opponentGoal(state) - state[PONG.opponentY]!;
  const reach = Math.min(Math.abs(away), OPPONENT_SPEED);
  movePaddle(state, PONG.opponentY, away < 0 ? -reach : reach);
  if (state[PONG.wait]! > 0) {
    state[PONG.wait] = fires(action) ? 0 : state[PONG.wait]! - 1;
    if (state[PONG.wait] === 0) serve(state, random);
    return 0;
  }
  moveBall(state, random);
  const x = state[PONG.ballX]!;
  if (x <= -BALL) return score(state, PONG.playerPoints, -1);
  if (x >= SCREEN_WIDTH) return score(state, PONG.opponentPoints, 1);
  return 0;
}

/** Whether one side has won. */
export function isPongOver(state: Float64Array): boolean {
  return state[PONG.playerPoints] === GOAL ||
    state[PONG.opponentPoints] === GOAL;
}

/** "right" and "left", alone and with the button, are up and down, as in the Arcade Learning Environment. */
function directionOf(action: number): number {
  if (action === 2 || action === 4) return -1;
  return action === 3 || action === 5 ? 1 : 0;
}

function fires(action: number): boolean {
  return action === 1 || action === 4 || action === 5;
}

function movePaddle(state: Float64Array, place: number, way: number): void {
  const moved = state[place]! + way;
  state[place] = Math.min(Math.max(moved, HIGHEST), LOWEST_PADDLE);
}

/** Where the opponent wants its paddle: where the ball is while it comes, else in the middle. */
function opponentGoal(state: Float64Array): number {
  if (state[PONG.wait]! > 0 || state[PONG.ballDx]! > 0) return MIDDLE_PADDLE;
  return state[PONG.ballY]! + (BALL - PADDLE.height) / 2 - state[PONG.aim]!;
}

function awaitServe(state: Float64Array, side: number): void {
  state[PONG.wait] = WAIT;
  state[PONG.side] = side;
}

/** Sends the ball from somewhere on the net to the side whose turn it is. */
function serve(state: Float64Array, random: RandomStream): void {
  state[PONG.ballX] = (SCREEN_WIDTH - BALL) / 2;
  state[PONG.ballY] = random.uniform(HIGHEST, LOWEST_BALL);
  state[PONG.ballDx] = state[PONG.side]! * PACE.first;
  state[PONG.ballDy] = random.uniform(-PACE.first, PACE.first);
  state[PONG.hits] = 0;
  takeAim(state, random);
}

/** Moves the ball on by a frame; it turns where it meets the front of a paddle. */
function moveBall(state: Float64Array, random: RandomStream): void {
  const toPlayer = state[PONG.ballDx]! > 0;
  const front = toPlayer ? PLAYER_X - BALL : OPPONENT_X + PADDLE.width;
  const time = (front - state[PONG.ballX]!) / state[PONG.ballDx]!;
  if (time <= 0 || time > 1) return fly(state, 1);
  fly(state, time);
  state[PONG.ballX] = front; // Whatever rounding made of it.
  const paddle = state[toPlayer ? PONG.playerY : PONG.opponentY]!;
  const y = state[PONG.ballY]!;
  if (y + BALL > paddle && y < paddle + PADDLE.height) {
    turn(state, y - paddle);
    if (toPlayer) takeAim(state, random);
  }
  fly(state, 1 - time);
}

/** Moves the ball straight on, and back from the walls. */
function fly(state: Float64Array, time: number): void {
  state[PONG.ballX]! += time * state[PONG.ballDx]!;
  const y = state[PONG.ballY]! + time * state[PONG.ballDy]!;
  const inside = Math.min(Math.max(y, HIGHEST), LOWEST_BALL);
  state[PONG.ballY] = 2 * inside - y;
  if (y !== inside) state[PONG.ballDy] = -state[PONG.ballDy]!;
}

/** Turns the ball back, the steeper the nearer to an end it met the paddle, and faster each time. */
function turn(state: Float64Array, below: number): void {
  state[PONG.hits]!++;
  const pace = Math.min(PACE.first + PACE.more * state[PONG.hits]!, PACE.most);
  // −1 at the upper end of the paddle, 1 at the lower end
  const where = (below + (BALL - PADDLE.height) / 2) /
    ((BALL + PADDLE.height) / 2);
  state[PONG.ballDx] = state[PONG.ballDx]! > 0 ? -pace : pace;
  state[PONG.ballDy] = where * pace;
}

/** Makes up the opponent's mind: any place of its paddle will do. */
function takeAim(state: Float64Array, random: RandomStream): void {
  const end = PADDLE.height / 2;
  state[PONG.aim] = random.uniform(-end, end);
}

/** Counts a point; whoever lost it is served to. */
function score(state: Float64Array, place: number, side: number): number {
  state[place]!++;
  awaitServe(state, side);
  return -side;
}
