/** How late a step may be such that those after it still come when they would have come, milliseconds. */
const LATE = 100;

/** A steady beat: beats that come late are made up for, unless they are very late. */
export class Beat {
  #next: number;

  /**
   * Begins now.
   *
   * @param now The time, in milliseconds.
   */
  constructor(now: number) {
    this.#next = now;
  }

  /**
   * Sets the next beat.
   *
   * @param now The time, in milliseconds.
   * @param interval From the last beat to the next, in milliseconds.
   * @returns How long to wait for it, in milliseconds.
   */
  next(now: number, interval: number): number {
    this.#next = Math.max(this.#next + interval, now - LATE);
    return Math.max(0, this.#next - now);
  }
}
