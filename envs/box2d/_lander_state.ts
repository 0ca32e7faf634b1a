import { SIGHT } from "./_view.ts";

/** Of how many places the height of the ground is drawn. */
export const GROUND_POINTS = 11;
/** How far apart they are, metres. */
export const GROUND_SPACING: number = SIGHT.width / (GROUND_POINTS - 1);
/** How high the pad lies, metres. */
export const PAD_HEIGHT: number = SIGHT.height / 4;

/** Where each number stands in the state of a lander; metres, radians, seconds. */
export const LANDER = {
  /** Of the lander's frame, from the lower left corner of the picture. */
  x: 0,
  y: 1,
  /** From upright, positive to the left. */
  angle: 2,
  /** Of the frame's centre of mass. */
  dx: 3,
  dy: 4,
  spin: 5,
  /** Whether the right leg touches the ground, and whether the left one does. */
  touches: 6,
  /** Of the right leg, then of the left one: x, y, angle. */
  legs: 8,
  /** Whether the frame has touched the ground. */
  crashed: 14,
  /** Whether everything has come to rest. */
  asleep: 15,
  /** How hard the main engine burns, 0 to 1. */
  mainPower: 16,
  /** How hard a side engine burns: below 0 the one that pushes to the left, above 0 to the right. */
  sidePower: 17,
  /** The force of the wind, newtons to the right. */
  wind: 18,
  /** The heights of the ground, from left to right. */
  ground: 19,
} as const;
export const LANDER_STATE_SIZE: number = LANDER.ground + GROUND_POINTS;
