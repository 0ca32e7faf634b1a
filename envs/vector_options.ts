import type { ResetOptions } from "./description.ts";
import type { EpisodeSnapshot } from "./episode_snapshot.ts";

/**
 * When an episode that ended gives way to the next one: within the step that
 * ended it, in place of the next step, or not before `reset` is called.
 */
export type Autoreset = "same-step" | "next-step" | "disabled";

/** The kinds of {@linkcode Autoreset} there are. */
export const AUTORESETS: readonly Autoreset[] = Object.freeze([
  "same-step",
  "next-step",
  "disabled",
]);

/** Options for {@linkcode VectorEnvironment.reset}. */
export interface VectorResetRequest {
  /** The first environment's seed, the second's being one more, and so on; or one seed each. @default {their streams go on} */
  readonly seed?: number | readonly number[];
  /** What is asked of these episodes; each environment says what it understands. @default {nothing} */
  readonly options?: ResetOptions;
  /** Which environments begin an episode: 1 for those, 0 for the others. @default {all} */
  readonly mask?: ArrayLike<number>;
}

/** Options for {@linkcode VectorEnvironment}. */
export interface VectorOptions {
  /** The first environment's seed, the second's being one more, and so on; or one seed each. @default {0} */
  readonly seed?: number | readonly number[];
  /** When an episode that ended gives way to the next one. @default {"same-step"} */
  readonly autoreset?: Autoreset;
}

/** All that a {@linkcode VectorEnvironment} is at one moment, as plain JSON. */
export interface VectorSnapshot {
  /** Which environment it is of. */
  readonly id: string;
  /** When an episode that ended gives way to the next one. */
  readonly autoreset: Autoreset;
  /** The environments' episodes, in order. */
  readonly episodes: readonly EpisodeSnapshot[];
}
