import type { Controls } from "../description.ts";
import type { Discrete } from "../spaces/discrete.ts";

/** Where a joystick can stand, in the order in which the Arcade Learning Environment counts. */
export const JOYSTICK: readonly string[] = Object.freeze([
  "centre",
  "up",
  "right",
  "left",
  "down",
  "up-right",
  "up-left",
  "down-right",
  "down-left",
]);
/** How far to the right each position points. */
export const JOYSTICK_DX: readonly number[] = Object.freeze(
  [0, 0, 1, -1, 0, 1, -1, 1, -1],
);
/** How far downwards each position points. */
export const JOYSTICK_DY: readonly number[] = Object.freeze(
  [0, -1, 0, 0, 1, -1, -1, 1, 1],
);

/** A joystick that is played with the arrow keys, two of which point to a corner. */
export const joystickControls: Controls<Discrete> = Object.freeze({
  idle: 0,
  keys: Object.freeze({
    ArrowUp: 1,
    ArrowRight: 2,
    ArrowLeft: 3,
    ArrowDown: 4,
    "ArrowRight+ArrowUp": 5,
    "ArrowLeft+ArrowUp": 6,
    "ArrowDown+ArrowRight": 7,
    "ArrowDown+ArrowLeft": 8,
  }),
});
