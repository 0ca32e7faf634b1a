import { SCALE, SIGHT } from "./_view.ts";

/** Of how many places the height of the ground is drawn. */
export const GROUND_POINTS = 200;
/** How far apart they are, metres. */
export const GROUND_SPACING: number = 14 / SCALE;
/** How high the ground lies where it begins, metres. */
export const GROUND_HEIGHT: number = SIGHT.height / 4;
/** How many of the places are level, at the beginning. */
export const START_POINTS = 20;
/** The place of the ground behind which the terrain counts as crossed. */
export const FINISH: number = GROUND_POINTS - 10;
/** The most blocks that stand on the ground, or form its stairs and pits. */
export const MOST_BLOCKS = 40;
/** How many rays the lidar casts. */
export const RAYS = 10;

/** Where each number stands in the state of a walker; metres, radians, seconds. */
export const WALKER = {
  /** Of the hull, from the lower end of the terrain's left edge. */
  x: 0,
  y: 1,
  /** From level, positive where it looks up. */
  angle: 2,
  /** Of the hull's centre of mass. */
  dx: 3,
  dy: 4,
  spin: 5,
  /** Of a hip, its knee, the other hip, its knee: angle, speed. */
  joints: 6,
  /** Whether each lower leg touches the ground. */
  touches: 14,
  /** Of an upper leg, its lower leg, the other upper leg, its lower leg: x, y, angle. */
  legs: 16,
  /** How far each ray comes, as a part of its range; from straight down to the front. */
  lidar: 28,
  /** Whether the hull has touched the ground. */
  fallen: 38,
  /** The heights of the ground, from left to right. */
  ground: 39,
  /** The edges of the blocks: left, bottom, right, top; 0 behind the last one. */
  blocks: 239,
} as const;
export const WALKER_STATE_SIZE: number = WALKER.blocks + 4 * MOST_BLOCKS;
