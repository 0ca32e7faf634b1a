import { PELLET_TILES } from "./_pellet_maze_map.ts";

/** The points so far. */
export const SCORE = 0;
/** Lives that are left, the present one included. */
export const LIVES = 1;
/** How many boards were cleared. */
export const BOARD = 2;
/** How many pellets lie on this board. */
export const PELLETS_LEFT = 3;
/** What is going on: one of the scenes below. */
export const SCENE = 4;
/** For how many frames it still does; 0 while everybody moves. */
export const WAIT = 5;
/** For how many frames the ghosts have been about since they were placed, frightened ones not counted. */
export const CLOCK = 6;
/** For how many frames a power pellet still works. */
export const FRIGHT = 7;
/** How many ghosts were eaten since the last power pellet. */
export const STREAK = 8;
/** For how many frames the bonus still lies there. */
export const BONUS = 9;
/** The position of the joystick that is still to be obeyed; 0 is none. */
export const WISH = 10;

/** Where the numbers of the player begin: those that every walker has. */
export const PLAYER = 11;
/** The tile whose middle a walker left last… */
export const TILE = 0;
/** …in which direction… */
export const DIRECTION = 1;
/** …and how many pixels ago. */
export const OFFSET = 2;

/** How many ghosts there are. */
export const GHOSTS = 4;
/** What a ghost does: one of the modes below. Behind the numbers of a walker. */
export const MODE = 3;
/** For how many frames a ghost still rests. */
export const REST = 4;
/** Whether a ghost is frightened, 0 or 1. */
export const SCARED = 5;

const WALKER_SIZE = 3;
const GHOST_SIZE = 6;

/** Where the numbers of a ghost begin. */
export function ghostAt(ghost: number): number {
  return PLAYER + WALKER_SIZE + GHOST_SIZE * ghost;
}

/** Where the pellets begin: for each 1 if it lies there, 0 if it is eaten. */
export const PELLETS: number = ghostAt(GHOSTS);
/** How many numbers a state of the game is. */
export const STATE_SIZE: number = PELLETS + PELLET_TILES.length;

/** Scene: everybody waits for the start. */
export const READY = 0;
/** Scene: everybody moves. */
export const PLAYING = 1;
/** Scene: the worth of an eaten ghost is shown. */
export const GHOST_EATEN = 2;
/** Scene: the player was caught. */
export const CAUGHT = 3;
/** Scene: the last pellet is eaten. */
export const CLEARED = 4;

/** Mode: in the house, waiting. */
export const RESTING = 0;
/** Mode: on the way out of the house, or about. */
export const ROAMING = 1;
/** Mode: eaten, nothing but eyes on their way home. */
export const RETURNING = 2;
