/** Where each number of a game stands in its state; lengths are pixels, speeds pixels per frame. */
export const PONG = {
  /** The upper left corner of the ball, and how it flies. */
  ballX: 0,
  ballY: 1,
  ballDx: 2,
  ballDy: 3,
  /** The upper edges of the paddles. */
  playerY: 4,
  opponentY: 5,
  playerPoints: 6,
  opponentPoints: 7,
  /** How often paddles have met the ball since it was served. */
  hits: 8,
  /** Frames until the ball is served by itself; 0 while it is in play. */
  wait: 9,
  /** To which side the next serve goes: 1 is the player's, −1 the opponent's. */
  side: 10,
  /** How far from the middle of its paddle the opponent wants to meet the ball. */
  aim: 11,
} as const;
export const PONG_STATE_SIZE = 12;

/** The first row between the walls, and the first behind them. */
export const COURT = { top: 34, bottom: 194 } as const;
/** Of one edge of the ball. */
export const BALL = 4;
export const PADDLE = { width: 4, height: 16 } as const;
/** The left edges of the paddles. */
export const PLAYER_X = 140;
export const OPPONENT_X = 16;
