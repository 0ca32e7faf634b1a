/** Where a joystick can point, as the Arcade Learning Environment calls it. */
export type AtariDirection =
  | "UP"
  | "RIGHT"
  | "LEFT"
  | "DOWN"
  | "UPRIGHT"
  | "UPLEFT"
  | "DOWNRIGHT"
  | "DOWNLEFT";

/** A position of a joystick, with or without its button, as the Arcade Learning Environment calls it. */
export type AtariAction =
  | "NOOP"
  | "FIRE"
  | AtariDirection
  | `${AtariDirection}FIRE`;

/** All that can be done with a joystick of one button, in the order of the Arcade Learning Environment. */
export const ATARI_ACTIONS: readonly AtariAction[] = Object.freeze<
  AtariAction[]
>([
  "NOOP",
  "FIRE",
  "UP",
  "RIGHT",
  "LEFT",
  "DOWN",
  "UPRIGHT",
  "UPLEFT",
  "DOWNRIGHT",
  "DOWNLEFT",
  "UPFIRE",
  "RIGHTFIRE",
  "LEFTFIRE",
  "DOWNFIRE",
  "UPRIGHTFIRE",
  "UPLEFTFIRE",
  "DOWNRIGHTFIRE",
  "DOWNLEFTFIRE",
]);
