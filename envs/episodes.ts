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
import { makeBatch } from "./_make_batch.ts";
import { readEpisode } from "./_read_episode.ts";
import { saveEpisode } from "./_save_episode.ts";
import type { BufferOf, Space } from "./spaces/space.ts";
import { bufferRows, spaceBuffer } from "./spaces/space_buffer.ts";
import type { Autoreset } from "./vector_options.ts";

/** More steps than any episode takes. */
const NEVER = 2 ** 31;

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
  readonly #limit: number;
  readonly #elapsed: Int32Array;
  readonly #begun: Uint8Array;
  /** 1 where no episode is running. */
  readonly #idle: Uint8Array;
  #idleCount: number;
  /** Which episodes the last step ended: the first `#endedCount`. */
  readonly #ended: Int32Array;
  #endedCount = 0;
  /** Whether something is to be forgotten of an episode before the next step. */
  readonly #isMarked: Uint8Array;
  readonly #marked: Int32Array;
  #markedCount = 0;

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
    this.rewards = this.#batch.rewards;
    this.terminated = this.#batch.terminated;
    this.nextObservations = this.#batch.observations;
    this.observations = spaceBuffer(observationSpace, count);
    this.truncated = new Uint8Array(count);
    this.started = new Uint8Array(count);
    this.returns = new Float64Array(count);
    this.lengths = new Int32Array(count);
    this.#rows = bufferRows(observationSpace, this.observations);
    this.#nextRows = bufferRows(observationSpace, this.nextObservations);
    this.#limit = maxEpisodeSteps ?? NEVER;
    this.#elapsed = new Int32Array(count);
    this.#begun = new Uint8Array(count);
    this.#idle = new Uint8Array(count).fill(1);
    this.#idleCount = count;
    this.#ended = new Int32Array(count);
    this.#isMarked = new Uint8Array(count);
    this.#marked = new Int32Array(count);
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
    if (random !== undefined) this.#randoms[i] = random;
    this.#begin(i, options);
    this.#show(i);
  }

  /** Takes the action of each episode; those that are not running begin if they have ended before. */
  step(autoreset: Autoreset): void {
    this.#forget();
    this.#batch.step(this.#idle);
    this.#account();
    if (this.#idleCount > 0) this.#beginIdle();
    this.observations.set(this.nextObservations);
    for (let at = 0; at < this.#endedCount; at++) {
      const i = this.#ended[at]!;
      this.#mark(i);
      if (autoreset !== "same-step") this.#setIdle(i, 1);
      else {
        this.#begin(i);
        this.started[i] = 1;
        this.#description.observe(this.states[i]!, this.#rows[i]!);
      }
    }
  }

  /** All that episode `i` is, as plain JSON. */
  save(i: number): EpisodeSnapshot {
    const elapsed = this.#elapsed[i]!;
    return saveEpisode({
      phase: this.phase(i),
      elapsed,
      earned: elapsed === 0 ? 0 : this.returns[i]!,
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
    for (const [i, episode] of read.entries()) {
      this.states[i]!.set(episode.state);
      this.#randoms[i] = episode.random;
      this.#dynamics[i] = episode.dynamics;
      this.#elapsed[i] = episode.elapsed;
      this.returns[i] = episode.earned;
      this.lengths[i] = episode.elapsed;
      this.#begun[i] = episode.phase === "unstarted" ? 0 : 1;
      this.#setIdle(i, episode.phase === "running" ? 0 : 1);
      if (episode.phase !== "unstarted") this.#show(i);
    }
  }

  /** Begins episode `i`; what its last step earned stays to be read. */
  #begin(i: number, options?: ResetOptions): void {
    this.#dynamics[i]!.initialize(this.states[i]!, this.#randoms[i]!, options);
    this.#elapsed[i] = 0;
    this.#begun[i] = 1;
    this.#setIdle(i, 0);
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
    this.started[i] = this.#idle[i] === 0 && this.#elapsed[i] === 0 ? 1 : 0;
    this.#mark(i);
    this.#description.observe(this.states[i]!, this.#nextRows[i]!);
    this.#rows[i]!.set(this.#nextRows[i]!);
  }

  /** Adds up what the last step earned, and finds the episodes that it ended. */
  #account(): void {
    const { rewards, terminated, returns, lengths } = this;
    const idle = this.#idle;
    const elapsed = this.#elapsed;
    const limit = this.#limit;
    let ended = 0;
    for (let i = 0; i < rewards.length; i++) {
      if (idle[i] === 1) continue;
      returns[i]! += rewards[i]!;
      const length = elapsed[i]! + 1;
      elapsed[i] = length;
      lengths[i] = length;
      if (terminated[i] === 0 && length < limit) continue;
      this.truncated[i] = length >= limit ? 1 : 0;
      this.#ended[ended++] = i;
    }
    this.#endedCount = ended;
  }

  #setIdle(i: number, idle: 0 | 1): void {
    this.#idleCount += idle - this.#idle[i]!;
    this.#idle[i] = idle;
  }

  #mark(i: number): void {
    if (this.#isMarked[i] === 1) return;
    this.#isMarked[i] = 1;
    this.#marked[this.#markedCount++] = i;
  }

  /** Forgets which episodes began and ended at the last step. */
  #forget(): void {
    for (let at = 0; at < this.#markedCount; at++) {
      const i = this.#marked[at]!;
      this.#isMarked[i] = 0;
      this.truncated[i] = 0;
      this.started[i] = 0;
      if (this.#elapsed[i] === 0) this.returns[i] = 0;
    }
    this.#markedCount = 0;
  }
}
