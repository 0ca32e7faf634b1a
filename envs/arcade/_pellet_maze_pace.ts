/** For how many frames everybody waits when a game begins… */
export const INTRO_FRAMES = 90;
/** …before another life or board… */
export const READY_FRAMES = 60;
/** …when the last pellet is eaten… */
export const CLEARED_FRAMES = 60;
/** …when a ghost is eaten… */
export const GHOST_EATEN_FRAMES = 30;
/** …and when the player is caught. */
export const CAUGHT_FRAMES = 64;
/** For how many frames the bonus lies there. */
export const BONUS_FRAMES = 600;
/** For how many frames an eaten ghost rests at home. */
export const RECOVERY_FRAMES = 60;

/** Pixels a frame at which eyes go home. */
export const EYES_SPEED = 2;
/** Pixels a frame at which a frightened ghost walks. */
export const SCARED_SPEED: number = 7 / 16;

// Sixteenths are exact in binary, so that walkers never drift from their tiles.

/** Pixels a frame at which the player walks, after so many cleared boards. */
export function playerSpeed(board: number): number {
  return (12 + Math.min(board, 3)) / 16;
}

/** Pixels a frame at which a ghost walks; from the fifth board on, the player is no faster. */
export function ghostSpeed(board: number): number {
  return (11 + Math.min(board, 5)) / 16;
}

/** For how many frames a power pellet works. */
export function frightFrames(board: number): number {
  return 60 * Math.max(6 - board, 1);
}

/** When the ghosts change between their corners and the chase: frames since they were placed. */
const PHASE_ENDS: readonly number[] = Object.freeze(
  [7, 27, 34, 54, 59, 79, 84].map((seconds) => 60 * seconds),
);

/** Whether the ghosts keep to their corners; at last they never do. */
export function isScattering(clock: number): boolean {
  let phase = 0;
  while (phase < PHASE_ENDS.length && clock >= PHASE_ENDS[phase]!) phase++;
  return phase < PHASE_ENDS.length && phase % 2 === 0;
}

/** Whether a new phase begins at this frame. */
export function isPhaseEnd(clock: number): boolean {
  return PHASE_ENDS.includes(clock);
}
