import type { RandomStream } from "../core/random.ts";
import {
  type Dynamics,
  dynamicsOf,
  type EnvironmentDescription,
  type ResetOptions,
  type Simulation,
} from "./description.ts";
import { beginEpisode } from "./_begin_episode.ts";
import type { EpisodePhase, EpisodeSnapshot } from "./episode_snapshot.ts";
import { readEpisode } from "./_read_episode.ts";
import { saveEpisode } from "./_save_episode.ts";
import type { ActionOf, Space } from "./spaces/space.ts";

/**
 * One episode after the other: the state, the random stream, and what has been earned.
 *
 * Nothing is checked here; whoever calls has done so.
 */
export class Episode<Actions extends Space, Observations extends Space> {
  /** The numbers of the present moment. */
  readonly state: Float64Array;
  /** Where the episode stands. */
  phase: EpisodePhase = "unstarted";
  /** What the last step earned. */
  reward = 0;
  /** Whether the last step ended the task. */
  terminated = false;
  /** Whether the last step reached the time limit. */
  truncated = false;

  readonly #description: EnvironmentDescription<Actions, Observations>;
  readonly #dynamics:
    | Pick<Dynamics<Actions>, "initialize" | "step">
    | Simulation<Actions>;
  readonly #limit: number;
  #random: RandomStream;
  #elapsed = 0;
  #earned = 0;

  constructor(
    description: EnvironmentDescription<Actions, Observations>,
    random: RandomStream,
  ) {
    this.state = new Float64Array(description.stateSize);
    this.#description = description;
    this.#dynamics = dynamicsOf(description);
    this.#limit = description.maxEpisodeSteps ?? Infinity;
    this.#random = random;
  }

  /** Begins the next episode, with another random stream if one is given. */
  begin(options?: ResetOptions, random: RandomStream = this.#random): void {
    this.#random = beginEpisode(this.#dynamics, this.state, random, options);
    this.#elapsed = 0;
    this.#earned = 0;
    this.phase = "running";
  }

  /** Takes one action. */
  advance(action: ActionOf<Actions>): void {
    this.reward = this.#dynamics.step(this.state, action, this.#random);
    this.#earned += this.reward;
    this.terminated = this.#description.terminated(this.state);
    this.truncated = ++this.#elapsed >= this.#limit;
    if (this.terminated || this.truncated) this.phase = "ended";
  }

  /** All that it is, as plain JSON. */
  save(): EpisodeSnapshot {
    return saveEpisode({
      phase: this.phase,
      elapsed: this.#elapsed,
      earned: this.#earned,
      state: this.state,
      random: this.#random,
      dynamics: this.#dynamics,
    });
  }

  /** Continues what {@linkcode Episode.save} answered; changes nothing if it is damaged. */
  load(saved: unknown): void {
    const read = readEpisode(saved, this.#description);
    if ("load" in this.#dynamics && read.phase !== "unstarted") {
      this.#dynamics.load(read.simulation);
    }
    this.state.set(read.state);
    this.#random = read.random;
    this.#elapsed = read.elapsed;
    this.#earned = read.earned;
    this.phase = read.phase;
  }
}
