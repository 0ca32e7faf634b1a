import {
  cannot,
  formatValue,
  requirePositiveInteger,
} from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";

/** How a {@linkcode ReplayBuffer} keeps the numbers of an observation; bytes take a quarter of the room. */
export type StoredType = "float32" | "uint8";

/** Options for {@linkcode ReplayBuffer}. */
export interface ReplayBufferOptions {
  /** How many numbers an observation has. */
  readonly observationSize: number;
  /** How the numbers of an observation are kept. @default {"float32"} */
  readonly storedType?: StoredType;
}

/** One step, as an agent saw it. */
export interface Transition {
  /** What was seen. */
  readonly observation: ArrayLike<number>;
  /** What was done, counted from 0. */
  readonly action: number;
  /** What it earned. */
  readonly reward: number;
  /** What was seen next. */
  readonly nextObservation: ArrayLike<number>;
  /** Whether the task itself ended there; not when a time limit ended the game. */
  readonly terminated: boolean;
}

/** Room for transitions side by side, row by row. */
export interface TransitionBatch {
  /** Observations, one behind the other. */
  readonly observations: Float32Array;
  /** Actions, counted from 0. */
  readonly actions: Int32Array;
  /** Rewards. */
  readonly rewards: Float32Array;
  /** Next observations, one behind the other. */
  readonly nextObservations: Float32Array;
  /** 0 where the task ended, else 1. */
  readonly continues: Float32Array;
}

/** All that a {@linkcode ReplayBuffer} remembers, as flat arrays. */
export interface ReplayBufferState {
  /** Observations, by place. */
  readonly observations: Float32Array | Uint8Array;
  /** Actions, by place. */
  readonly actions: Int32Array;
  /** Rewards, by place. */
  readonly rewards: Float32Array;
  /** Next observations, by place. */
  readonly nextObservations: Float32Array | Uint8Array;
  /** 0 where the task ended, else 1; by place. */
  readonly continues: Uint8Array;
  /** The place that is written next. */
  readonly next: number;
}

/** Least room that is taken at once, in transitions. */
const FIRST_ROOM = 1024;

/**
 * The last `capacity` transitions; older ones are forgotten.
 *
 * An agent that learns from a random sample of them does not take one stretch
 * of a game for the whole world. Room is taken as it is needed.
 * Lin (1992); *Hands-On Machine Learning*, chapter 16.
 *
 * @example Remember three, then draw two
 * ```ts
 * import { ReplayBuffer, transitionBatch } from "@silica/silica/agents";
 * import { RandomStream } from "@silica/silica";
 * import { assert } from "@std/assert";
 *
 * const buffer = new ReplayBuffer(100, { observationSize: 1 });
 * for (const reward of [1, 2, 3]) {
 *   buffer.add({
 *     observation: [0],
 *     action: 0,
 *     reward,
 *     nextObservation: [0],
 *     terminated: false,
 *   });
 * }
 * const batch = transitionBatch(2, 1);
 * buffer.sample(batch, RandomStream.from(1));
 * assert(batch.rewards.every((reward) => [1, 2, 3].includes(reward)));
 * ```
 */
export class ReplayBuffer {
  /** How many transitions fit. */
  readonly capacity: number;
  /** How many numbers an observation has. */
  readonly observationSize: number;
  readonly #storedType: StoredType;
  #room = 0;
  #size = 0;
  #next = 0;
  #observations: Float32Array | Uint8Array;
  #nextObservations: Float32Array | Uint8Array;
  #actions = new Int32Array(0);
  #rewards = new Float32Array(0);
  #continues = new Uint8Array(0);

  /**
   * Starts empty.
   *
   * @param capacity How many transitions fit.
   * @param options What an observation is.
   * @throws {RangeError} If a size is not a positive integer.
   */
  constructor(capacity: number, options: ReplayBufferOptions) {
    const { observationSize, storedType = "float32" } = options;
    const action = "make a replay buffer";
    requirePositiveInteger(capacity, action, "capacity");
    requirePositiveInteger(observationSize, action, "observationSize");
    this.capacity = capacity;
    this.observationSize = observationSize;
    this.#storedType = storedType;
    this.#observations = numbers(storedType, 0);
    this.#nextObservations = numbers(storedType, 0);
  }

  /** How many transitions are remembered. */
  get size(): number {
    return this.#size;
  }

  /** Remembers a transition, in the place of the oldest if there is no room. */
  add(transition: Transition): void {
    if (this.#next === this.#room && this.#room < this.capacity) this.#grow();
    const place = this.#next;
    const from = place * this.observationSize;
    this.#observations.set(transition.observation, from);
    this.#nextObservations.set(transition.nextObservation, from);
    this.#actions[place] = transition.action;
    this.#rewards[place] = transition.reward;
    this.#continues[place] = transition.terminated ? 0 : 1;
    this.#size = Math.max(this.#size, place + 1);
    this.#next = (place + 1) % this.capacity;
  }

  /**
   * Draws as many transitions as the batch has room for, each equally likely, with replacement.
   *
   * @throws {RangeError} If nothing is remembered.
   */
  sample(into: TransitionBatch, random: RandomStream): void {
    if (this.#size === 0) {
      const wish = "there must be something to draw from";
      throw new RangeError(
        cannot("sample from a replay buffer", wish, 0, "size"),
      );
    }
    const { observationSize: width } = this;
    for (let i = 0; i < into.actions.length; i++) {
      const place = random.integer(0, this.#size);
      for (let j = 0; j < width; j++) {
        const [to, from] = [i * width + j, place * width + j];
        into.observations[to] = this.#observations[from]!;
        into.nextObservations[to] = this.#nextObservations[from]!;
      }
      into.actions[i] = this.#actions[place]!;
      into.rewards[i] = this.#rewards[place]!;
      into.continues[i] = this.#continues[place]!;
    }
  }

  /** Views of what is remembered, place by place; valid until the next {@linkcode ReplayBuffer.add}. */
  state(): ReplayBufferState {
    const size = this.#size;
    const width = this.observationSize;
    return {
      observations: this.#observations.subarray(0, size * width),
      actions: this.#actions.subarray(0, size),
      rewards: this.#rewards.subarray(0, size),
      nextObservations: this.#nextObservations.subarray(0, size * width),
      continues: this.#continues.subarray(0, size),
      next: this.#next,
    };
  }

  /**
   * Takes over what {@linkcode ReplayBuffer.state} answered, here or elsewhere.
   *
   * @throws {RangeError} If that is not the state of a buffer of this capacity, with such observations.
   */
  restore(state: ReplayBufferState): void {
    const { actions, rewards, continues, observations, nextObservations } =
      state;
    const size = actions.length;
    const width = this.observationSize;
    const { next } = state;
    const fits = size <= this.capacity && rewards.length === size &&
      continues.length === size && observations.length === size * width &&
      nextObservations.length === size * width && Number.isInteger(next) &&
      (size < this.capacity ? next === size : next >= 0 && next < size);
    if (!fits) {
      throw new RangeError(
        cannot(
          "restore a replay buffer",
          `it takes the state of one with room for ${this.capacity} and observations of ${width} numbers`,
          `${size} actions, ${observations.length} numbers, next place ${
            formatValue(next)
          }`,
          "state",
        ),
      );
    }
    while (this.#room < size) this.#grow();
    this.#observations.set(observations);
    this.#nextObservations.set(nextObservations);
    this.#actions.set(actions);
    this.#rewards.set(rewards);
    this.#continues.set(continues);
    this.#size = size;
    this.#next = next;
  }

  #grow(): void {
    const wanted = Math.max(FIRST_ROOM, 2 * this.#room);
    const room = Math.min(this.capacity, wanted);
    const width = this.observationSize;
    this.#observations = moved(
      this.#observations,
      numbers(this.#storedType, room * width),
    );
    this.#nextObservations = moved(
      this.#nextObservations,
      numbers(this.#storedType, room * width),
    );
    this.#actions = moved(this.#actions, new Int32Array(room));
    this.#rewards = moved(this.#rewards, new Float32Array(room));
    this.#continues = moved(this.#continues, new Uint8Array(room));
    this.#room = room;
  }
}

/**
 * Makes room for a batch of transitions.
 *
 * @param count How many transitions.
 * @param observationSize How many numbers an observation has.
 * @returns Arrays of zeros.
 */
export function transitionBatch(
  count: number,
  observationSize: number,
): TransitionBatch {
  return Object.freeze({
    observations: new Float32Array(count * observationSize),
    actions: new Int32Array(count),
    rewards: new Float32Array(count),
    nextObservations: new Float32Array(count * observationSize),
    continues: new Float32Array(count),
  });
}

function numbers(type: StoredType, length: number): Float32Array | Uint8Array {
  return type === "uint8" ? new Uint8Array(length) : new Float32Array(length);
}

function moved<Numbers extends Float32Array | Uint8Array | Int32Array>(
  from: Numbers,
  to: Numbers,
): Numbers {
  to.set(from);
  return to;
}
