import { isMatching, P } from "../../core/deps/ts_pattern.ts";
import {
  fromJsonNumber,
  isJsonNumber,
  type JsonNumber,
  toJsonNumber,
} from "../json_number.ts";
import type {
  EpisodeStatistics,
  RecordedEpisodes,
} from "./record_episode_statistics.ts";

/** What an {@linkcode EpisodeLog} is at one moment, as plain JSON. */
export interface LogMemory {
  readonly episodeCount: number;
  readonly episodes: readonly (Omit<EpisodeStatistics, "return"> & {
    readonly return: JsonNumber;
  })[];
  /** What each environment has earned so far in its present episode, and in how many steps. */
  readonly returns: readonly JsonNumber[];
  readonly lengths: readonly number[];
}

const NUMBER = P.when(isJsonNumber);
const MEMORY = {
  episodeCount: P.number,
  episodes: P.array({
    return: NUMBER,
    length: P.number,
    time: P.union(P.number, null),
  }),
  returns: P.array(NUMBER),
  lengths: P.array(P.number),
} as const;

/** Adds up the rewards of the episodes of some environments, and keeps the last episodes. */
export class EpisodeLog implements RecordedEpisodes {
  episodeCount = 0;
  readonly #bufferLength: number;
  readonly #now: (() => number) | null;
  #episodes: EpisodeStatistics[] = [];
  readonly #returns: Float64Array;
  readonly #lengths: Float64Array;
  readonly #begun: Float64Array;

  constructor(
    count: number,
    bufferLength: number,
    now: (() => number) | null,
  ) {
    this.#bufferLength = bufferLength;
    this.#now = now;
    this.#returns = new Float64Array(count);
    this.#lengths = new Float64Array(count);
    this.#begun = new Float64Array(count);
  }

  get episodes(): readonly EpisodeStatistics[] {
    return this.#episodes;
  }

  /** Environment `i` begins an episode. */
  begin(i: number): void {
    this.#returns[i] = 0;
    this.#lengths[i] = 0;
    this.#begun[i] = this.#now?.() ?? 0;
  }

  /** Environment `i` has taken a step. */
  earn(i: number, reward: number): void {
    this.#returns[i]! += reward;
    this.#lengths[i]!++;
  }

  /** The episode of environment `i` is over. */
  end(i: number): EpisodeStatistics {
    const time = this.#now && (this.#now() - this.#begun[i]!) / 1000;
    const statistics = Object.freeze({
      return: this.#returns[i]!,
      length: this.#lengths[i]!,
      time,
    });
    this.episodeCount++;
    this.#episodes = [...this.#episodes, statistics].slice(-this.#bufferLength);
    return statistics;
  }

  save(): LogMemory {
    return {
      episodeCount: this.episodeCount,
      episodes: this.#episodes.map((episode) => ({
        ...episode,
        return: toJsonNumber(episode.return),
      })),
      returns: Array.from(this.#returns, toJsonNumber),
      lengths: [...this.#lengths],
    };
  }

  /** Whether a value was saved by one for as many environments. */
  isMemory(memory: unknown): memory is LogMemory {
    const { length } = this.#returns;
    return isMatching(MEMORY, memory) && memory.returns.length === length &&
      memory.lengths.length === length;
  }

  load({ episodeCount, episodes, returns, lengths }: LogMemory): void {
    this.episodeCount = episodeCount;
    this.#episodes = episodes.slice(-this.#bufferLength).map((episode) =>
      Object.freeze({ ...episode, return: fromJsonNumber(episode.return) })
    );
    this.#returns.set(returns.map(fromJsonNumber));
    this.#lengths.set(lengths);
    this.#begun.fill(this.#now?.() ?? 0);
  }
}
