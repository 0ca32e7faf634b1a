import type { Registrations } from "../registration.ts";
import type { ArcadeOptions } from "./arcade_options.ts";
import { type Breakout, breakout, type BreakoutOptions } from "./breakout.ts";
import {
  type PelletMaze,
  pelletMaze,
  type PelletMazeOptions,
} from "./pellet_maze.ts";
import { type Pong, pong } from "./pong.ts";

/** The ids of arcade games. */
export interface ArcadeTable {
  /** {@linkcode breakout} for 108 000 steps. */
  readonly "Breakout-v0": (options?: BreakoutOptions) => Breakout;
  /** {@linkcode pelletMaze} for 108 000 steps. */
  readonly "PelletMaze-v0": (options?: PelletMazeOptions) => PelletMaze;
  /** {@linkcode pong} for 108 000 steps. */
  readonly "Pong-v0": (options?: ArcadeOptions) => Pong;
}

/** Half an hour of frames, the Arcade Learning Environment's limit. */
const HALF_AN_HOUR = 30 * 60 * 60;

export const ARCADE: Registrations<ArcadeTable> = {
  "Breakout-v0": {
    create: breakout,
    maxEpisodeSteps: HALF_AN_HOUR,
    rewardThreshold: null,
  },
  "PelletMaze-v0": {
    create: pelletMaze,
    maxEpisodeSteps: HALF_AN_HOUR,
    rewardThreshold: null,
  },
  "Pong-v0": {
    create: pong,
    maxEpisodeSteps: HALF_AN_HOUR,
    rewardThreshold: null,
  },
};
