/** Where each number of a game stands in its state; lengths are pixels, speeds pixels per frame. */
export const BREAKOUT = {
  /** The upper left corner of the ball, and how it flies. */
  ballX: 0,
  ballY: 1,
  ballDx: 2,
  ballDy: 3,
  /** The left edge of the paddle, and how wide it is. */
  paddleX: 4,
  paddleWidth: 5,
  /** How often the paddle has met this ball. */
  hits: 6,
  /** Frames until a ball is served by itself; 0 while one is in play. */
  wait: 7,
  lives: 8,
  score: 9,
  /** How many bricks stand, and how many walls have been built. */
  bricksLeft: 10,
  walls: 11,
  /** From here on, row by row from the top: 1 where a brick stands, else 0. */
  bricks: 12,
} as const;

/** The edges of the court; it is open below. */
export const COURT = { left: 8, right: 152, top: 32 } as const;
export const BRICK = { width: 8, height: 6 } as const;
/** The wall fills the court from side to side. */
export const WALL = { top: 57, rows: 6, columns: 18 } as const;
/** Of one edge of the ball; no brick is smaller. */
export const BALL = 4;
/** The paddle: narrow once the ball has been at the top. */
export const PADDLE = { y: 189, width: 16, narrow: 8, height: 4 } as const;

export const BREAKOUT_STATE_SIZE: number = BREAKOUT.bricks +
  WALL.rows * WALL.columns;
