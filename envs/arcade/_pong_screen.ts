import {
  BALL,
  COURT,
  OPPONENT_X,
  PADDLE,
  PLAYER_X,
  PONG,
} from "./_pong_state.ts";
import {
  drawNumber,
  fillRect,
  SCREEN_HEIGHT,
  SCREEN_WIDTH,
} from "./_screen.ts";

/** No two things have the same colour, so that it tells where each is. */
export const PONG_COLORS = {
  court: 0x0b1030,
  wall: 0x8a97b8,
  net: 0x39446e,
  points: 0xc9d2e8,
  player: 0x35e08c,
  opponent: 0xff8b3d,
  ball: 0xffffff,
} as const;

const WALL = 8; // rows
const NET = { width: 2, dash: 8 } as const;
const POINTS = { player: 104, opponent: 42, y: 8 } as const;

/** Paints the court, its walls and the net. */
export function paintCourt(screen: Uint8Array): void {
  const { court, wall, net } = PONG_COLORS;
  fillRect(screen, 0, 0, SCREEN_WIDTH, SCREEN_HEIGHT, court);
  fillRect(screen, 0, COURT.top - WALL, SCREEN_WIDTH, WALL, wall);
  fillRect(screen, 0, COURT.bottom, SCREEN_WIDTH, WALL, wall);
  const x = (SCREEN_WIDTH - NET.width) / 2;
  for (let y = COURT.top; y < COURT.bottom; y += 2 * NET.dash) {
    fillRect(screen, x, y + NET.dash / 2, NET.width, NET.dash, net);
  }
}

/** Draws the points, the paddles and, while it is in play, the ball. */
export function drawPong(state: Float64Array, screen: Uint8Array): void {
  const { points, player, opponent, ball } = PONG_COLORS;
  const { width, height } = PADDLE;
  drawNumber(
    screen,
    state[PONG.opponentPoints]!,
    POINTS.opponent,
    POINTS.y,
    points,
  );
  drawNumber(
    screen,
    state[PONG.playerPoints]!,
    POINTS.player,
    POINTS.y,
    points,
  );
  const opponentY = state[PONG.opponentY]!;
  fillRect(screen, OPPONENT_X, opponentY, width, height, opponent);
  fillRect(screen, PLAYER_X, state[PONG.playerY]!, width, height, player);
  if (state[PONG.wait]! > 0) return;
  const x = state[PONG.ballX]!;
  fillRect(screen, x, state[PONG.ballY]!, BALL, BALL, ball);
}
