import { requirePositiveInteger } from "../../core/errors.ts";
import type { Environment } from "../environment.ts";
import { resolveOptions } from "../resolve_options.ts";
import type { Space } from "../spaces/space.ts";
import { aroundEnvironment, aroundVector, isVector } from "./_around.ts";
import { EpisodeLog } from "./_episode_log.ts";
import { takeMemory, withMemory } from "./_memory.ts";
import type { EnvironmentVector } from "./environment_vector.ts";

/** Options for {@linkcode recordEpisodeStatistics}. */
export interface EpisodeStatisticsOptions {
  /** How many episodes are kept, the last ones. @default {100} */
  readonly bufferLength?: number;
  /** The time now, in milliseconds from any beginning; without a clock no times are kept. @default {null} */
  readonly now?: (() => number) | null;
}

/** An episode that is over. */
export interface EpisodeStatistics {
  /** The sum of its rewards. */
  readonly return: number;
  /** The number of its steps. */
  readonly length: number;
  /** How long it took, in seconds; `null` without a clock. */
  readonly time: number | null;
}

/** The episodes that were recorded; it grows as they end. */
export interface RecordedEpisodes {
  /** The last ones, the newest last. */
  readonly episodes: readonly EpisodeStatistics[];
  /** How many there were in all. */
  readonly episodeCount: number;
}

/** One environment whose episodes are recorded. */
export interface RecordedEnvironment<
  Actions extends Space = Space,
  Observations extends Space = Space,
> extends Environment<Actions, Observations> {
  /** The episodes so far. */
  readonly statistics: RecordedEpisodes;
}

/** Many environments whose episodes are recorded. */
export interface RecordedVector<
  Actions extends Space = Space,
  Observations extends Space = Space,
> extends EnvironmentVector<Actions, Observations> {
  /** The episodes of all of them so far. */
  readonly statistics: RecordedEpisodes;
}

const NAME = "recordEpisodeStatistics";

/**
 * Adds up the rewards and steps of each episode, and keeps the last ones.
 *
 * The step that ends an episode tells of it as `info.episode`; a vector tells it by
 * `inform(i)` until the next step. Rewards are those of what it is around: around
 * {@linkcode normalizeReward} it adds up normalized ones.
 *
 * It can be used in place of what it is around, and its snapshots hold the episodes.
 *
 * @param env One environment, or many.
 * @param options How many episodes are kept, and the clock.
 * @returns It, with the statistics.
 * @throws {RangeError} If `bufferLength` is not a positive integer.
 *
 * @example The return of an episode
 * ```ts
 * import { make, recordEpisodeStatistics } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using env = recordEpisodeStatistics(make("CartPole-v1", { maxEpisodeSteps: 3 }));
 * env.reset();
 * env.step(0);
 * env.step(1);
 * const { info } = env.step(0);
 * const expected = { return: 3, length: 3, time: null };
 * assertEquals(info.episode, expected);
 * assertEquals(env.statistics.episodes, [expected]);
 * ```
 */
export function recordEpisodeStatistics<
  Actions extends Space,
  Observations extends Space,
>(
  env: Environment<Actions, Observations>,
  options?: EpisodeStatisticsOptions,
): RecordedEnvironment<Actions, Observations>;
/** The same of many environments; what is said of one holds for them. */
export function recordEpisodeStatistics<
  Actions extends Space,
  Observations extends Space,
>(
  envs: EnvironmentVector<Actions, Observations>,
  options?: EpisodeStatisticsOptions,
): RecordedVector<Actions, Observations>;
export function recordEpisodeStatistics<
  Actions extends Space,
  Observations extends Space,
>(
  env:
    | Environment<Actions, Observations>
    | EnvironmentVector<Actions, Observations>,
  options: EpisodeStatisticsOptions = {},
):
  | RecordedEnvironment<Actions, Observations>
  | RecordedVector<Actions, Observations> {
  const action = `record episodes of ${env.description.id}`;
  const { bufferLength, now } = resolveOptions<
    Required<EpisodeStatisticsOptions>
  >(action, options, { bufferLength: 100, now: null });
  requirePositiveInteger(bufferLength, action, "bufferLength");
  const count = isVector(env) ? env.count : 1;
  const log = new EpisodeLog(count, bufferLength, now);
  return isVector(env) ? manyRecorded(env, log) : oneRecorded(env, log);
}

function oneRecorded<Actions extends Space, Observations extends Space>(
  env: Environment<Actions, Observations>,
  log: EpisodeLog,
): RecordedEnvironment<Actions, Observations> {
  const isMemory = log.isMemory.bind(log);
  const recorded = aroundEnvironment(env, {
    reset(request) {
      const result = env.reset(request);
      log.begin(0);
      return result;
    },
    step(action) {
      const result = env.step(action);
      log.earn(0, result.reward);
      if (!result.terminated && !result.truncated) return result;
      return { ...result, info: { ...result.info, episode: log.end(0) } };
    },
    snapshot: () => withMemory(env.snapshot(), NAME, log.save()),
    restore(snapshot) {
      const { memory, inner } = takeMemory(snapshot, NAME, isMemory);
      env.restore(inner);
      log.load(memory);
    },
  });
  return { ...recorded, statistics: log };
}

function manyRecorded<Actions extends Space, Observations extends Space>(
  envs: EnvironmentVector<Actions, Observations>,
  log: EpisodeLog,
): RecordedVector<Actions, Observations> {
  const { count, rewards, terminated, truncated, started } = envs;
  const isMemory = log.isMemory.bind(log);
  const over = new Map<number, EpisodeStatistics>();
  const recorded = aroundVector(envs, {
    reset(request) {
      const observations = envs.reset(request);
      for (let i = 0; i < count; i++) {
        if (request?.mask !== undefined && !request.mask[i]) continue;
        over.delete(i);
        log.begin(i);
      }
      return observations;
    },
    step(actions) {
      envs.step(actions);
      over.clear();
      for (let i = 0; i < count; i++) {
        log.earn(i, rewards[i]!);
        if (terminated[i] || truncated[i]) over.set(i, log.end(i));
        if (started[i]) log.begin(i);
      }
    },
    inform(index) {
      const info = envs.inform(index);
      const episode = over.get(index);
      return episode === undefined ? info : { ...info, episode };
    },
    snapshot: () => withMemory(envs.snapshot(), NAME, log.save()),
    restore(snapshot) {
      const { memory, inner } = takeMemory(snapshot, NAME, isMemory);
      envs.restore(inner);
      log.load(memory);
      over.clear();
    },
  });
  return { ...recorded, statistics: log };
}
