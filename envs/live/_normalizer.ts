import type { RunningMoments } from "./running_moments.ts";

/** Moves and scales lists of numbers by moments as they are at the time. */
export class Normalizer {
  readonly moments: RunningMoments;
  readonly #epsilon: number;
  readonly #scales: Float64Array;

  constructor(moments: RunningMoments, epsilon: number) {
    this.moments = moments;
    this.#epsilon = epsilon;
    this.#scales = new Float64Array(moments.mean.length);
  }

  /** Writes down as many lists as there is room for: (x − mean) / √(variance + ε). */
  write(numbers: ArrayLike<number>, out: Float32Array): void {
    const { mean } = this.moments;
    const scales = this.#scales;
    const size = mean.length;
    for (let i = 0; i < size; i++) {
      scales[i] = Math.sqrt(this.moments.variance(i) + this.#epsilon);
    }
    for (let at = 0; at < out.length; at += size) {
      for (let i = 0; i < size; i++) {
        out[at + i] = (numbers[at + i]! - mean[i]!) / scales[i]!;
      }
    }
  }
}
