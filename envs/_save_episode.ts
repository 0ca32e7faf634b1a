import type { RandomStream } from "../core/random.ts";
import type { Dynamics, Simulation } from "./description.ts";
import type { EpisodePhase, EpisodeSnapshot } from "./episode_snapshot.ts";
import { toJsonNumber } from "./json_number.ts";

/** Writes an episode down as plain JSON. */
export function saveEpisode(episode: {
  readonly phase: EpisodePhase;
  readonly elapsed: number;
  readonly earned: number;
  readonly state: Float64Array;
  readonly random: RandomStream;
  readonly dynamics: Pick<Dynamics, "step"> | Simulation;
}): EpisodeSnapshot {
  const { phase, elapsed, earned, state, random, dynamics } = episode;
  return {
    phase,
    elapsed,
    earned: toJsonNumber(earned),
    state: Array.from(state, toJsonNumber),
    random: random.state(),
    ..."save" in dynamics && phase !== "unstarted"
      ? { simulation: dynamics.save() }
      : {},
  };
}
