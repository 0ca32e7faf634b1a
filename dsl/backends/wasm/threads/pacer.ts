/** Ways to run a program: on the calling thread, or divided among all. */
export type Way = "alone" | "together";

/** Milliseconds for which a way is tried, at least. */
const TRIAL = 20;
/** Runs that are measured in a trial, at least. */
const LEAST_RUNS = 2;
/** How many times as long as a trial the quicker way is then kept. */
const HOLD = 50;

/**
 * Finds out by measuring which way is quicker, and keeps finding out: that
 * depends on what else the machine has to do.
 *
 * Ways are tried in turn. The first half of a trial does not count: threads that
 * have slept need some milliseconds until each has a core of its own.
 */
export class Pacer {
  readonly #means: { [W in Way]?: number } = {};
  #way: Way = "alone";
  #isTrial = true;
  #length = TRIAL;
  #elapsed = 0;
  #counted = 0;
  #runs = 0;

  /** How the next run should be done. */
  get way(): Way {
    return this.#way;
  }

  /** Takes the time of a run that was done so, in milliseconds. */
  record(time: number): void {
    if (2 * this.#elapsed >= this.#length) {
      this.#counted += time;
      this.#runs++;
    }
    this.#elapsed += time;
    if (this.#elapsed >= this.#length && this.#runs >= LEAST_RUNS) this.#next();
  }

  #next(): void {
    const way = this.#way;
    const other = way === "alone" ? "together" : "alone";
    const mean = this.#counted / this.#runs;
    const otherMean = this.#means[other];
    this.#means[way] = mean;
    const isDecided = this.#isTrial && otherMean !== undefined;
    this.#way = isDecided && mean <= otherMean ? way : other;
    this.#isTrial = !isDecided;
    this.#length = isDecided ? HOLD * this.#elapsed : TRIAL;
    this.#elapsed = this.#counted = this.#runs = 0;
  }
}
