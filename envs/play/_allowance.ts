/** So many things in a second, and no more. */
export class Allowance {
  readonly #most: number;
  #begin = -Infinity;
  #taken = 0;

  /**
   * Nothing has been taken.
   *
   * @param most How many there are in a second.
   */
  constructor(most: number) {
    this.#most = most;
  }

  /**
   * Takes one.
   *
   * @param now The time, in milliseconds.
   * @returns Whether there was one left.
   */
  take(now: number): boolean {
    if (now - this.#begin >= 1000) {
      this.#begin = now;
      this.#taken = 0;
    }
    return this.#taken++ < this.#most;
  }
}
