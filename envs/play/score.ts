/** How a game stands. */
export interface Score {
  /** Which game it is, from 1. */
  readonly game: number;
  /** How many steps it has taken. */
  readonly steps: number;
  /** The sum of its rewards. */
  readonly total: number;
  /** Whether it has ended. */
  readonly over: boolean;
}
