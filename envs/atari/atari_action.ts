/** What can be done with a joystick of one button, in the order and by the names of the Arcade Learning Environment. */
export const ATARI_ACTIONS = Object.freeze(
  [
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
  ] as const,
);

/** A position of the joystick, with or without its button. */
export type AtariAction = typeof ATARI_ACTIONS[number];
