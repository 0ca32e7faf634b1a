import { isMatching, P } from "../core/deps/ts_pattern.ts";
import { cannot, formatValue } from "../core/errors.ts";
import { RandomStream } from "../core/random.ts";
import type { EnvironmentDescription } from "./description.ts";
import type { EpisodePhase } from "./episode_snapshot.ts";
import { fromJsonNumber, isJsonNumber } from "./json_number.ts";
import type { Autoreset } from "./vector_options.ts";

const NUMBER = P.when(isJsonNumber);
const EPISODE = {
  phase: P.union("unstarted", "running", "ended"),
  elapsed: P.when((value: unknown): value is number =>
    Number.isSafeInteger(value) && (value as number) >= 0 &&
    (value as number) < 2 ** 31
  ),
  earned: NUMBER,
  state: P.array(NUMBER),
  random: P.any,
} as const;

/** Reads an {@linkcode EpisodeSnapshot} from JSON, and refuses what is none of this environment. */
export function readEpisode(
  json: unknown,
  description: EnvironmentDescription,
): {
  readonly phase: EpisodePhase;
  readonly elapsed: number;
  readonly earned: number;
  readonly state: Float64Array;
  readonly random: RandomStream;
  readonly simulation: unknown;
} {
  const { id, stateSize, maxEpisodeSteps } = description;
  const action = `restore ${id}`;
  if (!isMatching(EPISODE, json)) {
    const wish = "it must be what snapshot() answered";
    throw new SyntaxError(cannot(action, wish, formatValue(json)));
  }
  if (json.state.length !== stateSize) {
    const wish = `the state must be ${stateSize} numbers`;
    throw new RangeError(cannot(action, wish, json.state.length, "length"));
  }
  const limit = maxEpisodeSteps ?? Infinity;
  if (json.phase === "running" && json.elapsed >= limit) {
    const wish = `a running episode must have less than ${limit} steps`;
    throw new RangeError(cannot(action, wish, json.elapsed, "count"));
  }
  const state = Float64Array.from(json.state, fromJsonNumber);
  if (json.phase !== "unstarted" && description.isState?.(state) === false) {
    const wish = "the numbers must be a state of the environment";
    throw new RangeError(
      cannot(action, wish, formatValue(json.state), "state"),
    );
  }
  return {
    phase: json.phase,
    elapsed: json.elapsed,
    earned: fromJsonNumber(json.earned),
    state,
    random: RandomStream.restore(json.random),
    simulation: (json as { simulation?: unknown }).simulation,
  };
}

/** Refuses the snapshot of an environment of another name. */
export function requireSameEnvironment(
  snapshot: unknown,
  { id }: EnvironmentDescription,
): void {
  const saved = (snapshot as { id?: unknown } | null | undefined)?.id;
  if (saved === id) return;
  const wish = "the snapshot must be of the same environment";
  throw new RangeError(cannot(`restore ${id}`, wish, formatValue(saved)));
}

/** Refuses the snapshot of a vector of others, or of another count or kind. */
export function requireSameVector(
  snapshot: unknown,
  { description, autoreset, count }: {
    readonly description: EnvironmentDescription;
    readonly autoreset: Autoreset;
    readonly count: number;
  },
): void {
  requireSameEnvironment(snapshot, description);
  const action = `restore ${count} × ${description.id}`;
  const saved = snapshot as { autoreset?: unknown; episodes?: unknown };
  if (saved.autoreset !== autoreset) {
    const wish = `the snapshot's autoreset must be "${autoreset}"`;
    throw new RangeError(cannot(action, wish, formatValue(saved.autoreset)));
  }
  if (!Array.isArray(saved.episodes) || saved.episodes.length !== count) {
    const wish = `the snapshot must have ${count} episodes`;
    throw new RangeError(cannot(action, wish, formatValue(saved.episodes)));
  }
}
