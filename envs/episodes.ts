import type { RandomStream } from "../core/random.ts";
import {
  type Dynamics,
  dynamicsOf,
  type EnvironmentDescription,
  type ResetOptions,
  type Simulation,
} from "./description.ts";
import type { EpisodePhase, EpisodeSnapshot } from "./episode_snapshot.ts";
import { readEpisode } from "./_read_episode.ts";
import { toJsonNumber } from "./json_number.ts";
import type { ActionOf, Space } from "./spaces/space.ts";

const PHASES: readonly EpisodePhase[] = ["unstarted", "running", "ended"];
const UNSTARTED = PHASES.indexOf("unstarted");
const RUNNING = PHASES.indexOf("running");
const ENDED = PHASES.indexOf("ended");

/**
 * Episodes of one description side by side: each has a state, a random stream,
 * and a count of steps. Single environments and vectors both run on it.
 *
 * Nothing is checked here; whoever calls has done so.
 */
export class Episodes<Actions extends Space, Observations extends Space> {
  readonly description: EnvironmentDescription<Actions, Observations>;
  /** One view for each state; they lie behind one another in memory. */
  readonly states: readonly Float64Array[];
  /** What the last step earned. */
  readonly rewards: Float64Array;
  /** Whether the last step ended the task. */
  readonly terminated: Uint8Array;
  /** Whether the last step reached the time limit. */
  readonly truncated: Uint8Array;
  /** The sum of rewards, in the episode of the last step. */
  readonly returns: Float64Array;
  /** The number of steps, in the episode of the last step. */
  readonly lengths: Int32Array;

  readonly #dynamics: readonly (
    | Pick<Dynamics<Actions>, "initialize" | "step">
    | Simulation<Actions>
  )[];
  readonly #randoms: RandomStream[];
  readonly #elapsed: Int32Array;
  readonly #phases: Uint8Array;
  readonly #limit: number;

  constructor(
    description: EnvironmentDescription<Actions, Observations>,
    randoms: readonly RandomStream[],
  ) {
    const { stateSize, maxEpisodeSteps } = description;
    const count = randoms.length;
    const states = new Float64Array(count * stateSize);
    this.description = description;
    this.states = Array.from(
      { length: count },
      (_, i) => states.subarray(i * stateSize, (i + 1) * stateSize),
    );
    this.rewards = new Float64Array(count);
    this.terminated = new Uint8Array(count);
    this.truncated = new Uint8Array(count);
    this.returns = new Float64Array(count);
    this.lengths = new Int32Array(count);
    this.#dynamics = randoms.map(() => dynamicsOf(description));
    this.#randoms = [...randoms];
    this.#elapsed = new Int32Array(count);
    this.#phases = new Uint8Array(count);
    this.#limit = maxEpisodeSteps ?? Infinity;
  }

  /** Where episode `i` stands. */
  phase(i: number): EpisodePhase {
    return PHASES[this.#phases[i]!]!;
  }

  /** Whether episode `i` can take a step. */
  isRunning(i: number): boolean {
    return this.#phases[i] === RUNNING;
  }

  /** Whether episode `i` took its last step. */
  hasEnded(i: number): boolean {
    return this.#phases[i] === ENDED;
  }

  /** Whether episode `i` has begun and not taken a step. */
  isFresh(i: number): boolean {
    return this.#phases[i] === RUNNING && this.#elapsed[i] === 0;
  }

  /** Gives episode `i` another random stream. */
  seed(i: number, random: RandomStream): void {
    this.#randoms[i] = random;
  }

  /** Begins episode `i`; what its last step earned stays to be read. */
  begin(i: number, options?: ResetOptions): void {
    const random = this.#randoms[i]!;
    this.#dynamics[i]!.initialize(this.states[i]!, random, options);
    this.#elapsed[i] = 0;
    this.#phases[i] = RUNNING;
  }

  /** Forgets what the last step of episode `i` earned and ended. */
  clear(i: number): void {
    this.rewards[i] = 0;
    this.terminated[i] = 0;
    this.truncated[i] = 0;
  }

  /** Takes one action in episode `i`, and answers whether that was its last step. */
  advance(i: number, action: ActionOf<Actions>): boolean {
    const { description } = this;
    const state = this.states[i]!;
    const reward = this.#dynamics[i]!.step(state, action, this.#randoms[i]!);
    const length = ++this.#elapsed[i]!;
    const terminated = description.terminated(state);
    const truncated = length >= this.#limit;
    this.rewards[i] = reward;
    this.terminated[i] = terminated ? 1 : 0;
    this.truncated[i] = truncated ? 1 : 0;
    this.returns[i] = length === 1 ? reward : this.returns[i]! + reward;
    this.lengths[i] = length;
    if (!terminated && !truncated) return false;
    this.#phases[i] = ENDED;
    return true;
  }

  /** All that episode `i` is, as plain JSON. */
  save(i: number): EpisodeSnapshot {
    const dynamics = this.#dynamics[i]!;
    return {
      phase: this.phase(i),
      elapsed: this.#elapsed[i]!,
      earned: toJsonNumber(this.returns[i]!),
      state: Array.from(this.states[i]!, toJsonNumber),
      random: this.#randoms[i]!.state(),
      ..."save" in dynamics && this.#phases[i] !== UNSTARTED
        ? { simulation: dynamics.save() }
        : {},
    };
  }

  /** Continues what {@linkcode Episodes.save} answered, as episodes `0`, `1`, …; checks all before it changes any. */
  load(saved: readonly unknown[]): void {
    const read = saved.map((each) => readEpisode(each, this.description));
    for (const [i, { phase, simulation }] of read.entries()) {
      const dynamics = this.#dynamics[i]!;
      if ("load" in dynamics && phase !== "unstarted") {
        dynamics.load(simulation);
      }
    }
    for (const [i, episode] of read.entries()) {
      this.states[i]!.set(episode.state);
      this.#randoms[i] = episode.random;
      this.#elapsed[i] = episode.elapsed;
      this.#phases[i] = PHASES.indexOf(episode.phase);
      this.returns[i] = episode.earned;
      this.lengths[i] = episode.elapsed;
      this.clear(i);
    }
  }
}
