import type { RandomState } from "../core/random_state.ts";
import type { JsonNumber } from "./json_number.ts";

/** Where an episode stands. */
export type EpisodePhase = "unstarted" | "running" | "ended";

/** All that an episode is at one moment, as plain JSON. */
export interface EpisodeSnapshot {
  /** Where the episode stands. */
  readonly phase: EpisodePhase;
  /** How many steps it has taken. */
  readonly elapsed: number;
  /** The sum of its rewards. */
  readonly earned: JsonNumber;
  /** The numbers of its state. */
  readonly state: readonly JsonNumber[];
  /** Where its random stream stands. */
  readonly random: RandomState;
  /** What its simulation remembers besides the state, if there is one and it has begun. */
  readonly simulation?: unknown;
}
