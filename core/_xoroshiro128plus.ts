/**
 * The generator xoroshiro128+ of Blackman and Vigna, "Scrambled linear
 * pseudorandom number generators" (2018), of whose sums the lower halves are
 * taken. Its two words of 64 bits stand in halves of 32, the higher ones first.
 */
export class Xoroshiro128Plus {
  #high0: number;
  #low0: number;
  #high1: number;
  #low1: number;

  constructor(state: readonly number[]) {
    this.#high0 = state[0]!;
    this.#low0 = state[1]!;
    this.#high1 = state[2]!;
    this.#low1 = state[3]!;
  }

  /** The four halves, for another generator to go on from here. */
  get state(): [number, number, number, number] {
    return [this.#high0, this.#low0, this.#high1, this.#low1];
  }

  /** 32 bits, as an integer with a sign; the lowest are the weakest. */
  next(): number {
    const high0 = this.#high0;
    const low0 = this.#low0;
    const drawn = low0 + this.#low1 | 0;
    // s₁ ← s₁ ⊕ s₀; s₀ ← rotate(s₀, 24) ⊕ s₁ ⊕ (s₁ << 16); s₁ ← rotate(s₁, 37)
    const highs = this.#high1 ^ high0;
    const lows = this.#low1 ^ low0;
    this.#high0 = high0 << 24 ^ low0 >>> 8 ^ highs ^
      (highs << 16 | lows >>> 16);
    this.#low0 = low0 << 24 ^ high0 >>> 8 ^ lows ^ lows << 16;
    this.#high1 = lows << 5 ^ highs >>> 27;
    this.#low1 = highs << 5 ^ lows >>> 27;
    return drawn;
  }

  /**
   * Fills the first `count` places with numbers from [low, high): low + (high − low) u,
   * where each u is a multiple of 2⁻⁵³, of 27 bits drawn first and 26 drawn next.
   * What is rounded up to `high`, or in the array to `end`, is drawn again.
   *
   * The state stays in registers meanwhile, so that this takes half the time of
   * drawing them one by one.
   */
  fillUniform(
    into: Float32Array | Float64Array,
    count: number,
    low: number,
    high: number,
    end: number,
  ): void {
    const width = high - low;
    let [high0, low0, high1, low1] = this.state;
    for (let i = 0; i < count;) {
      let bits = 0;
      for (let unused = 5; unused <= 6; unused++) {
        bits = bits * 2 ** 26 + (low0 + low1 >>> unused);
        const highs = high1 ^ high0;
        const lows = low1 ^ low0;
        const next = high0 << 24 ^ low0 >>> 8 ^ highs ^
          (highs << 16 | lows >>> 16);
        low0 = low0 << 24 ^ high0 >>> 8 ^ lows ^ lows << 16;
        high0 = next;
        high1 = lows << 5 ^ highs >>> 27;
        low1 = highs << 5 ^ lows >>> 27;
      }
      const drawn = low + width * (bits * 2 ** -53);
      into[i] = drawn;
      if (drawn < high && into[i]! < end) i++;
    }
    this.#high0 = high0;
    this.#low0 = low0;
    this.#high1 = high1;
    this.#low1 = low1;
  }
}
