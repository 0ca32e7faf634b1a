import { isMatching, P } from "../../core/deps/ts_pattern.ts";
import {
  cannot,
  formatValue,
  requirePositiveInteger,
} from "../../core/errors.ts";
import {
  fromJsonNumber,
  isJsonNumber,
  type JsonNumber,
  toJsonNumber,
} from "../json_number.ts";

/** All that {@linkcode RunningMoments} are at one moment, as plain JSON. */
export interface MomentsSnapshot {
  /** How many lists of numbers were taken in, and a little more. */
  readonly count: JsonNumber;
  /** The mean of each number. */
  readonly mean: readonly JsonNumber[];
  /** The sum of the squared distances from it. */
  readonly squares: readonly JsonNumber[];
}

const SNAPSHOT = {
  count: P.when(isJsonNumber),
  mean: P.array(P.when(isJsonNumber)),
  squares: P.array(P.when(isJsonNumber)),
} as const;

/** The weight of what stands there before anything else: mean 0 and variance 1. */
const PRIOR = 1e-4;

/**
 * The mean and the variance of all that has been seen so far, for each number of
 * a list by itself.
 *
 * It begins with mean 0 and variance 1, as if it had seen a ten-thousandth of a
 * list, as Gymnasium does.
 *
 * Welford, "Note on a method for calculating corrected sums of squares and
 * products" (1962).
 *
 * @example Two lists
 * ```ts
 * import { RunningMoments } from "@silica/silica/envs";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const moments = new RunningMoments(2);
 * moments.add([1, 10]);
 * moments.add([3, 10]);
 * assertAlmostEquals(moments.mean[0]!, 2, 1e-3);
 * assertAlmostEquals(moments.variance(0), 1, 1e-3);
 * ```
 */
export class RunningMoments {
  /** The mean of each number; only to be read. */
  readonly mean: Float64Array;
  /** Σ (x − mean)² */
  readonly #squares: Float64Array;
  #count = PRIOR;

  /**
   * What has seen nothing.
   *
   * @param size How many numbers a list has.
   * @throws {RangeError} If it is not a positive integer.
   */
  constructor(size: number) {
    requirePositiveInteger(size, "measure moments", "size");
    this.mean = new Float64Array(size);
    this.#squares = new Float64Array(size).fill(PRIOR);
  }

  /** How many lists were taken in, and a ten-thousandth more. */
  get count(): number {
    return this.#count;
  }

  /**
   * The mean squared distance from the mean.
   *
   * @param i Of which number.
   * @returns Its variance.
   */
  variance(i: number): number {
    return this.#squares[i]! / this.#count;
  }

  /**
   * Takes in one list.
   *
   * @param numbers Where it stands.
   * @param at Where it begins there.
   */
  add(numbers: ArrayLike<number>, at = 0): void {
    const { mean } = this;
    const squares = this.#squares;
    const before = this.#count;
    const count = ++this.#count;
    for (let i = 0; i < mean.length; i++) {
      // M₂ ← M₂ + δ² n/(n + 1), mean ← mean + δ/(n + 1)
      const delta = numbers[at + i]! - mean[i]!;
      mean[i]! += delta / count;
      squares[i]! += delta * delta * before / count;
    }
  }

  /**
   * What {@linkcode RunningMoments.restore} needs to continue from here.
   *
   * @returns Plain JSON.
   */
  snapshot(): MomentsSnapshot {
    return {
      count: toJsonNumber(this.#count),
      mean: Array.from(this.mean, toJsonNumber),
      squares: Array.from(this.#squares, toJsonNumber),
    };
  }

  /**
   * Whether a value can be restored.
   *
   * @param value Anything, such as `JSON.parse` answers.
   * @returns Whether it is a snapshot of as many numbers.
   */
  isSnapshot(value: unknown): value is MomentsSnapshot {
    const { length } = this.mean;
    return isMatching(SNAPSHOT, value) && value.mean.length === length &&
      value.squares.length === length;
  }

  /**
   * Continues where a snapshot was taken, here or in others of the same size.
   *
   * @param snapshot What {@linkcode RunningMoments.snapshot} answered.
   * @throws {SyntaxError} If it is no snapshot of as many numbers; then nothing has changed.
   */
  restore(snapshot: MomentsSnapshot): void {
    if (!this.isSnapshot(snapshot)) {
      const wish = `they must be the moments of ${this.mean.length} numbers`;
      throw new SyntaxError(
        cannot("restore moments", wish, formatValue(snapshot)),
      );
    }
    this.#count = fromJsonNumber(snapshot.count);
    this.mean.set(snapshot.mean.map(fromJsonNumber));
    this.#squares.set(snapshot.squares.map(fromJsonNumber));
  }
}
