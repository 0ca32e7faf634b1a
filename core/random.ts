import { Xoroshiro128Plus } from "./_xoroshiro128plus.ts";
import { cannot, requireInteger } from "./errors.ts";
import { childKey, keyFor, keyOfSeed, type RandomKey } from "./random_key.ts";
import { type RandomState, readRandomState } from "./random_state.ts";

/** What {@linkcode RandomStream.shuffle} can put in another order. */
export type Shuffled =
  | unknown[]
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | Uint16Array
  | Uint32Array;

/** What {@linkcode keyFor} derives from a key, besides the keys of children. */
const GENERATOR = 1;
const SEED = 2;

/**
 * Random numbers that a seed determines, on every machine alike.
 *
 * A stream splits into others by name. What a child draws depends on the seed
 * and the names on the way to it, never on what was drawn before or besides.
 * The generator is xoroshiro128+ of Blackman and Vigna (2018).
 *
 * @example The same seed, the same numbers
 * ```ts
 * import { RandomStream } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const stream = RandomStream.from(42);
 * const weights = stream.split("weights");
 * stream.uniform();
 * const again = stream.split("weights");
 * assertEquals(weights.normal(), again.normal());
 * ```
 */
export class RandomStream {
  readonly #key: RandomKey;
  readonly #generator: Xoroshiro128Plus;
  #spare: number | undefined;

  private constructor(key: RandomKey, generator: Xoroshiro128Plus) {
    this.#key = key;
    this.#generator = generator;
  }

  /**
   * The stream of a seed.
   *
   * @param seed An integer of at least 0; different seeds, different streams.
   * @throws {RangeError} If it is another number.
   */
  static from(seed: number): RandomStream {
    requireInteger(seed, "make a random stream", "seed", { min: 0 });
    return RandomStream.#begin(keyOfSeed(seed));
  }

  /**
   * The stream that {@linkcode RandomStream.state} described, ready to continue.
   *
   * @param state A {@linkcode RandomState}, such as `JSON.parse` answers.
   * @throws {SyntaxError} If `state` is no such description.
   */
  static restore(state: unknown): RandomStream {
    const { key, generator, spare } = readRandomState(state);
    const [k0, k1, k2, k3] = key;
    const stream = new RandomStream(
      [k0!, k1!, k2!, k3!],
      new Xoroshiro128Plus(generator),
    );
    stream.#spare = spare ?? undefined;
    return stream;
  }

  static #begin(key: RandomKey): RandomStream {
    const begin = keyFor(key, GENERATOR);
    // All zeros is the one state that xoroshiro never leaves.
    const state = begin.every((bits) => bits === 0) ? [0, 0, 0, 1] : begin;
    return new RandomStream(key, new Xoroshiro128Plus(state));
  }

  /**
   * The child called `name`; a number is the same name as its digits.
   *
   * It depends on this stream's own seed and names and on `name` only: asking
   * twice gives two equal streams, and drawing from this one changes nothing.
   */
  split(name: string | number): RandomStream {
    return RandomStream.#begin(childKey(this.#key, String(name)));
  }

  /** A seed of 32 bits for another generator; always the same for this stream. */
  seed(): number {
    return keyFor(this.#key, SEED)[0] >>> 0;
  }

  /** What {@linkcode RandomStream.restore} needs to continue from here. */
  state(): RandomState {
    return Object.freeze({
      key: Object.freeze([...this.#key]),
      generator: Object.freeze(this.#generator.state),
      spare: this.#spare ?? null,
    });
  }

  /**
   * A number from [low, high), each as likely as any other; `low` where both are equal.
   *
   * @throws {RangeError} If `high` is below `low`, or the two are infinitely far apart.
   */
  uniform(low = 0, high = 1): number {
    if (low === 0 && high === 1) return this.#unit();
    const width = widthOf(low, high);
    if (width === 0) return low;
    let drawn: number;
    do drawn = low + width * this.#unit(); while (drawn >= high); // Rounded up.
    return drawn;
  }

  /**
   * A normally distributed number; Marsaglia's polar method.
   *
   * @throws {RangeError} If `sd` is negative or NaN.
   */
  normal(mean = 0, sd = 1): number {
    if (!(sd >= 0)) {
      throw new RangeError(
        cannot("draw a normal number", "'sd' must be at least 0", sd),
      );
    }
    return mean + sd * this.#standardNormal();
  }

  /**
   * An integer from [low, high), each as likely as any other.
   *
   * @throws {RangeError} If there is none, or an end is not an integer.
   */
  integer(low: number, high: number): number {
    const count = high - low;
    const whole = Number.isSafeInteger(low) && Number.isSafeInteger(high);
    if (!(whole && count > 0 && Number.isSafeInteger(count))) {
      const wish = "'low' and 'high' must be integers with one in between";
      throw badRange("draw an integer", wish, low, high);
    }
    return low + this.#below(count);
  }

  /** Puts the elements into another order, each order as likely as any other; Fisher and Yates. */
  shuffle<Items extends Shuffled>(items: Items): Items {
    // The elements stay within the array, so their type does not matter here.
    const places = items as unknown[];
    for (let last = places.length - 1; last > 0; last--) {
      const other = this.#below(last + 1);
      const kept = places[last];
      places[last] = places[other];
      places[other] = kept;
    }
    return items;
  }

  /**
   * The integers from 0 up to, not including, `n`, in random order.
   *
   * @throws {RangeError} If `n` is not an integer within [0, 2³¹).
   */
  permutation(n: number): Int32Array {
    const range = { min: 0, max: 2 ** 31 - 1 };
    requireInteger(n, "draw a permutation", "n", range);
    const order = new Int32Array(n);
    for (let i = 0; i < n; i++) order[i] = i;
    return this.shuffle(order);
  }

  /**
   * An index of `weights`, each as likely as its weight's share of their sum.
   *
   * @throws {RangeError} If a weight is negative, NaN or infinite, or none is above 0.
   */
  categorical(weights: ArrayLike<number>): number {
    let total = 0;
    let last = -1;
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i]!;
      if (!(weight >= 0)) {
        const wish = "every weight must be a number of at least 0";
        throw badWeights(wish, weight, `weight ${i}`);
      }
      if (weight > 0) last = i;
      total += weight;
    }
    if (last < 0 || total === Infinity) {
      const wish = "the weights must have a finite sum above 0";
      throw badWeights(wish, total, "sum");
    }
    const drawn = this.#unit() * total;
    let passed = 0;
    for (let i = 0; i < last; i++) {
      passed += weights[i]!;
      if (drawn < passed) return i;
    }
    return last;
  }

  /**
   * Fills an array, or the first `count` places of it, with numbers from [low, high),
   * the ends rounded to its precision; see {@linkcode RandomStream.uniform}.
   */
  fillUniform<Numbers extends Float32Array | Float64Array>(
    into: Numbers,
    low = 0,
    high = 1,
    count: number = into.length,
  ): Numbers {
    if (!(Number.isInteger(count) && count >= 0 && count <= into.length)) {
      const range = { min: 0, max: into.length };
      requireInteger(count, "fill an array", "count", range);
    }
    if (widthOf(low, high) === 0) return into.fill(low, 0, count) as Numbers;
    let end = high;
    if (into instanceof Float32Array) {
      end = Math.fround(high);
      if (Math.fround(low) === end) end = Infinity; // There is no number between.
    }
    this.#generator.fillUniform(into, count, low, high, end);
    return into;
  }

  /** Fills an array with normally distributed numbers; see {@linkcode RandomStream.normal}. */
  fillNormal<Numbers extends Float32Array | Float64Array>(
    into: Numbers,
    mean = 0,
    sd = 1,
  ): Numbers {
    for (let i = 0; i < into.length; i++) into[i] = this.normal(mean, sd);
    return into;
  }

  /** A multiple of 2⁻⁵³ from [0, 1). The lowest bits drawn are the weakest and left out. */
  #unit(): number {
    const high = this.#generator.next() >>> 5;
    const low = this.#generator.next() >>> 6;
    return (high * 2 ** 26 + low) * 2 ** -53;
  }

  /** An integer from [0, count): as many of the best bits as `count` needs, until they are below it. */
  #below(count: number): number {
    if (count === 1) return 0;
    if (count <= 2 ** 32) {
      const unused = Math.clz32(count - 1);
      for (;;) {
        const drawn = this.#generator.next() >>> unused;
        if (drawn < count) return drawn;
      }
    }
    const size = 2 ** (64 - Math.clz32((count - 1) / 2 ** 32));
    for (;;) {
      const drawn = Math.floor(this.#unit() * size);
      if (drawn < count) return drawn;
    }
  }

  #standardNormal(): number {
    const spare = this.#spare;
    if (spare !== undefined) {
      this.#spare = undefined;
      return spare;
    }
    // (u, v) uniform in the unit disc, s = u² + v²: u √(−2 ln s / s) is normal, and so is v √(…).
    let u: number;
    let v: number;
    let s: number;
    do {
      u = 2 * this.#unit() - 1;
      v = 2 * this.#unit() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s === 0);
    const scale = Math.sqrt(-2 * Math.log(s) / s);
    this.#spare = v * scale;
    return u * scale;
  }
}

function widthOf(low: number, high: number): number {
  const width = high - low;
  if (width >= 0 && width < Infinity) return width;
  const wish = "'high' must be at least 'low' and at a finite distance";
  throw badRange("draw a uniform number", wish, low, high);
}

function badRange(
  action: string,
  wish: string,
  low: number,
  high: number,
): RangeError {
  return new RangeError(cannot(action, wish, `[${low}, ${high})`, "range"));
}

function badWeights(wish: string, fact: number, what: string): RangeError {
  return new RangeError(cannot("draw a category", wish, fact, what));
}
