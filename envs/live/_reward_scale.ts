import { isMatching, P } from "../../core/deps/ts_pattern.ts";
import {
  fromJsonNumber,
  isJsonNumber,
  type JsonNumber,
  toJsonNumber,
} from "../json_number.ts";
import type { MomentsSnapshot, RunningMoments } from "./running_moments.ts";

/** What a {@linkcode RewardScale} is at one moment, as plain JSON. */
export interface ScaleMemory {
  readonly moments: MomentsSnapshot;
  readonly sums: readonly JsonNumber[];
}

const MEMORY = { moments: P.any, sums: P.array(P.when(isJsonNumber)) } as const;

/** How far the discounted sums of rewards of some environments are spread. */
export class RewardScale {
  readonly #moments: RunningMoments;
  readonly #discount: number;
  readonly #epsilon: number;
  readonly #update: boolean;
  readonly #sums: Float64Array;

  constructor(
    count: number,
    options: {
      readonly moments: RunningMoments;
      readonly discount: number;
      readonly epsilon: number;
      readonly update: boolean;
    },
  ) {
    this.#moments = options.moments;
    this.#discount = options.discount;
    this.#epsilon = options.epsilon;
    this.#update = options.update;
    this.#sums = new Float64Array(count);
  }

  /** Takes in what environment `i` has earned. */
  earn(i: number, reward: number, terminated: boolean): void {
    const sums = this.#sums;
    // G ← γG(1 − terminated) + r
    sums[i] = (terminated ? 0 : this.#discount * sums[i]!) + reward;
    if (this.#update) this.#moments.add(sums, i);
  }

  /** A reward on this scale. */
  of(reward: number): number {
    return reward / Math.sqrt(this.#moments.variance(0) + this.#epsilon);
  }

  save(): ScaleMemory {
    return {
      moments: this.#moments.snapshot(),
      sums: Array.from(this.#sums, toJsonNumber),
    };
  }

  /** Whether a value was saved by one for as many environments. */
  isMemory(memory: unknown): memory is ScaleMemory {
    return isMatching(MEMORY, memory) &&
      memory.sums.length === this.#sums.length &&
      this.#moments.isSnapshot(memory.moments);
  }

  load({ moments, sums }: ScaleMemory): void {
    this.#moments.restore(moments);
    this.#sums.set(sums.map(fromJsonNumber));
  }
}
