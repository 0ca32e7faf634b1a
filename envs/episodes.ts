import type { RandomStream } from "../core/random.ts";
import type { Batch } from "./batch.ts";
import {
  type Dynamics,
  dynamicsOf,
  type EnvironmentDescription,
  type ResetOptions,
  type Simulation,
} from "./description.ts";
import type { EpisodePhase, EpisodeSnapshot } from "./episode_snapshot.ts";
import { createTally, type Tally } from "./kernels/tally.ts";
import { beginEpisode } from "./_begin_episode.ts";
import { makeBatch } from "./_make_batch.ts";
import { readEpisode } from "./_read_episode.ts";
import { saveEpisode } from "./_save_episode.ts";
import type { BufferOf, Space } from "./spaces/space.ts";
import { bufferRows, spaceBuffer } from "./spaces/space_buffer.ts";
import type { Autoreset } from "./vector_options.ts";

/** More steps than any episode takes, and the most that can be counted. */
const NEVER = 2 ** 31 - 1;

/**
 * Episodes of one description side by side, stepped together.
 *
 * Nothing is checked here; whoever calls has done so.
 */
export class Episodes<Actions extends Space, Observations extends Space> {
  /** The states, one view for each. */
  readonly states: readonly Float64Array[];
  /** What is done next. */
  readonly actions: BufferOf<Actions>;
  /** What to act on now. */
  readonly observations: BufferOf<Observations>;
  /** What the last step led to. */
  readonly nextObservations: BufferOf<Observations>;
  /** What the last step earned. */
  readonly rewards: Float64Array;
  /** Whether the last step ended the task. */
  readonly terminated: Uint8Array;
  /** Whether the last step reached the time limit. */
  readonly truncated: Uint8Array;
  /** Whether `observations` holds the first of an episode. */
  readonly started: Uint8Array;
  /** The sum of rewards, in the episode of the last step. */
  readonly returns: Float64Array;
  /** The number of steps, in the episode of the last step. */
  readonly lengths: Int32Array;

  readonly #description: EnvironmentDescription<Actions, Observations>;
  readonly #batch: Batch<Actions, Observations>;
  readonly #dynamics: (
    | Pick<Dynamics<Actions>, "initialize" | "step">
    | Simulation<Actions>
  )[];
  readonly #randoms: RandomStream[];
  readonly #rows: readonly BufferOf<Observations>[];
  readonly #nextRows: readonly BufferOf<Observations>[];
  /** Room for what an episode begins with. */
  readonly #draft: {
    readonly state: Float64Array;
    readonly observation: BufferOf<Observations>;
  };
  readonly #tally: Tally;
  readonly #limit: number;
  readonly #begun: Uint8Array;
  /** 1 where no episode is running. */
  readonly #idle: Uint8Array;
  #idleCount: number;
  /** 1 where an episode has begun since the last step: the tally is still that of the one before. */
  readonly #isFresh: Uint8Array;
  /** Which those are: the first `#freshCount`. */
  readonly #fresh: Int32Array;
  #freshCount = 0;

  constructor(
    description: EnvironmentDescription<Actions, Observations>,
    randoms: RandomStream[],
  ) {
    const { stateSize, observationSpace, maxEpisodeSteps } = description;
    const count = randoms.length;
    this.#description = description;
    this.#dynamics = randoms.map(() => dynamicsOf(description));
    this.#randoms = randoms;
    this.#batch = makeBatch(description, this.#dynamics, randoms);
    const { states } = this.#batch;
    this.states = Array.from(
      { length: count },
      (_, i) => states.subarray(i * stateSize, (i + 1) * stateSize),
    );
    this.actions = this.#batch.actions;
    this.#limit = Math.min(maxEpisodeSteps ?? NEVER, NEVER);
    this.#tally = createTally(count, this.#limit);
    this.rewards = this.#tally.rewards;
    this.terminated = this.#tally.terminated;
    this.returns = this.#tally.returns;
    this.lengths = this.#tally.lengths;
    this.nextObservations = this.#batch.observations;
    this.observations = spaceBuffer(observationSpace, count);
    this.truncated = new Uint8Array(count);
    this.started = new Uint8Array(count);
    this.#rows = bufferRows(observationSpace, this.observations);
    this.#nextRows = bufferRows(observationSpace, this.nextObservations);
    this.#draft = {
      state: new Float64Array(stateSize),
      observation: spaceBuffer(observationSpace, 1),
    };
    this.#begun = new Uint8Array(count);
    this.#idle = new Uint8Array(count).fill(1);
    this.#idleCount = count;
    this.#isFresh = new Uint8Array(count);
    this.#fresh = new Int32Array(count);
  }

  /** Whether each episode can take a step. */
  get allRunning(): boolean {
    return this.#idleCount === 0;
  }

  /** Where episode `i` stands. */
  phase(i: number): EpisodePhase {
    if (this.#idle[i] === 0) return "running";
    return this.#begun[i] === 1 ? "ended" : "unstarted";
  }

  /** Begins episode `i`, with another random stream if one is given, and shows it. */
  reset(i: number, random?: RandomStream, options?: ResetOptions): void {
    this.#begin(i, options, random);
    this.#show(i);
  }

  /** Takes the action of each episode; those that are not running begin if they have ended before. */
  step(autoreset: Autoreset): void {
    this.#forget();
    const { rewards, terminated } = this.#batch;
    this.#batch.step(this.#idle);
    this.rewards.set(rewards);
    this.terminated.set(terminated);
    const endedCount = this.#tally.add();
    if (this.#idleCount > 0) this.#beginIdle();
    this.observations.set(this.nextObservations);
    const { ended } = this.#tally;
    for (let at = 0; at < endedCount; at++) {
      const i = ended[at]!;
      if (this.lengths[i]! >= this.#limit) this.truncated[i] = 1;
      if (autoreset === "same-step") this.#beginNext(i);
      else this.#setIdle(i, 1);
    }
  }

  /** All that episode `i` is, as plain JSON. */
  save(i: number): EpisodeSnapshot {
    const isFresh = this.#isFresh[i] === 1;
    return saveEpisode({
      phase: this.phase(i),
      elapsed: isFresh ? 0 : this.lengths[i]!,
      earned: isFresh ? 0 : this.returns[i]!,
      state: this.states[i]!,
      random: this.#randoms[i]!,
      dynamics: this.#dynamics[i]!,
    });
  }

  /** Continues what {@linkcode Episodes.save} answered, as episodes `0`, `1`, …; reads all before it changes any. */
  load(saved: readonly unknown[]): void {
    const read = saved.map((each) => {
      const episode = readEpisode(each, this.#description);
      const dynamics = dynamicsOf(this.#description);
      if ("load" in dynamics && episode.phase !== "unstarted") {
        dynamics.load(episode.simulation);
      }
      return { ...episode, dynamics };
    });
    this.#isFresh.fill(0);
    this.#freshCount = 0;
    for (const [i, episode] of read.entries()) {
      this.states[i]!.set(episode.state);
      this.#randoms[i] = episode.random;
      this.#dynamics[i] = episode.dynamics;
      this.returns[i] = episode.earned;
      this.lengths[i] = episode.elapsed;
      this.#begun[i] = episode.phase === "unstarted" ? 0 : 1;
      this.#setIdle(i, episode.phase === "running" ? 0 : 1);
      const isFresh = episode.phase === "running" && episode.elapsed === 0;
      if (isFresh) this.#markFresh(i);
      if (episode.phase !== "unstarted") this.#show(i);
    }
  }

  /** Begins episode `i`; what its last step earned stays to be read. */
  #begin(
    i: number,
    options?: ResetOptions,
    random: RandomStream = this.#randoms[i]!,
  ): void {
    const state = this.states[i]!;
    this.#randoms[i] = beginEpisode(this.#dynamics[i]!, state, random, options);
    this.#markFresh(i);
    this.#begun[i] = 1;
    this.#setIdle(i, 0);
  }

  /** Begins the next episode in place of one that the step ended; what that led to stays to be read. */
  #beginNext(i: number): void {
    // These two arrays are in the cache, unlike the views of one of many episodes;
    // and for the few numbers that most have, loops are quicker than `set`.
    const { state, observation } = this.#draft;
    this.#dynamics[i]!.initialize(state, this.#randoms[i]!);
    this.#description.observe(state, observation);
    const { states } = this.#batch;
    const size = state.length;
    for (let at = 0; at < size; at++) states[i * size + at] = state[at]!;
    const { observations } = this;
    const width = observation.length;
    for (let at = 0; at < width; at++) {
      observations[i * width + at] = observation[at]!;
    }
    this.#markFresh(i);
    this.started[i] = 1;
  }

  /** Begins the next episode where the last one ended before this step. */
  #beginIdle(): void {
    for (let i = 0; i < this.#idle.length; i++) {
      if (this.#idle[i] === 0) continue;
      this.#begin(i);
      this.#show(i);
    }
  }

  /** Shows where episode `i` stands, in place of what a step led to. */
  #show(i: number): void {
    this.rewards[i] = 0;
    this.terminated[i] = 0;
    this.truncated[i] = 0;
    this.started[i] = this.#isFresh[i]!;
    this.#description.observe(this.states[i]!, this.#nextRows[i]!);
    this.#rows[i]!.set(this.#nextRows[i]!);
  }

  #setIdle(i: number, idle: 0 | 1): void {
    this.#idleCount += idle - this.#idle[i]!;
    this.#idle[i] = idle;
    this.#tally.running[i] = idle - 1;
  }

  /** Lets the next step forget the episode before this one. */
  #markFresh(i: number): void {
    if (this.#isFresh[i] === 1) return;
    this.#isFresh[i] = 1;
    this.#fresh[this.#freshCount++] = i;
  }

  /** Forgets the episodes before those that have begun since the last step. */
  #forget(): void {
    for (let at = 0; at < this.#freshCount; at++) {
      const i = this.#fresh[at]!;
      this.#isFresh[i] = 0;
      this.truncated[i] = 0;
      this.started[i] = 0;
      this.returns[i] = 0;
      this.lengths[i] = 0;
    }
    this.#freshCount = 0;
  }
}
