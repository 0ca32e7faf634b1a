import type {
  SafetensorsInput,
  SafetensorsTensor,
} from "../core/safetensors.ts";
import type { Model } from "../dsl/model.ts";
import type { Backend, Memory } from "../dsl/backends/backend.ts";
import type { Actor } from "./actor.ts";
import type { Agent } from "./agent.ts";
import type { DiscreteTask } from "./discrete_task.ts";

/** How far a training run has come. */
export interface TrainingProgress {
  /** Steps taken in the environment. */
  readonly steps: number;
  /** Games that ended. */
  readonly episodes: number;
  /** Times the parameters were changed. */
  readonly updates: number;
}

/** Where a training run stops: at the first round that reaches one of these. */
export interface TrainingBudget {
  /** Steps in the environment, counted from the very beginning. */
  readonly steps?: number;
  /** Updates, counted from the very beginning. */
  readonly updates?: number;
}

/** How an agent acts: as it deems best, or as it does while it learns. */
export type ActingMode = "greedy" | "exploring";

/** What happened in one round of a training run. */
export interface Round {
  /** The sum of rewards of each game that ended, in order. */
  readonly returns: readonly number[];
  /** The number of steps of each game that ended. */
  readonly lengths: readonly number[];
  /** The mean loss of the round's updates, if there was one. */
  readonly loss?: number;
  /** What the algorithm has to tell besides, by name. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** All that a learner is between two rounds, besides the variables in its memory. */
export interface LearnerState {
  /** Plain JSON. */
  readonly json: unknown;
  /** Arrays, by name. */
  readonly tensors: Readonly<Record<string, SafetensorsInput>>;
}

/** What a learner reads itself from; nothing in it has been checked. */
export interface SavedLearner {
  /** How far it had come. */
  readonly progress: TrainingProgress;
  /** Plain JSON. */
  readonly json: unknown;
  /** Arrays, by name. */
  readonly tensors: Readonly<Record<string, SafetensorsTensor>>;
}

/** What a learner is made of. */
export interface LearnerParts<A extends Agent> {
  /** Who learns. */
  readonly agent: A;
  /** Its network. */
  readonly model: Model;
  /** What it learns. */
  readonly task: DiscreteTask;
  /** What its programs run on. */
  readonly backend: Backend;
  /** Where its variables live. */
  readonly memory: Memory;
  /** Where all its randomness comes from. */
  readonly seed: number;
}

/** An agent at work: it plays, learns, and can be saved between two rounds. */
export interface Learner extends Disposable {
  /** How far it has come. */
  readonly progress: TrainingProgress;
  /** Plays and learns for a while: as long as belongs together, or until the budget is used up. */
  round(budget: TrainingBudget): Promise<Round>;
  /** Makes ready to act in several games at once, with the parameters of each moment. */
  actor(games: number, mode: ActingMode): Actor;
  /** What {@linkcode Learner.restore} needs, besides the memory. */
  save(): LearnerState;
  /** Continues what {@linkcode Learner.save} answered. */
  restore(saved: SavedLearner): void;
}
