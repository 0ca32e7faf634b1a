import { discountedReturns } from "./discounted_returns.ts";

/**
 * What happened in some games that are played side by side, step by step.
 *
 * Every step of every game is a row; rows stand in the order they happened in.
 * Their number is padded to whole blocks, whose rest is 0.
 */
export class GameRecord {
  readonly #size: number;
  readonly #block: number;
  readonly #rows: number[][];
  readonly #rewards: number[][];
  #observations: Float32Array;
  #actions: Int32Array;
  #steps = 0;

  /**
   * Starts empty.
   *
   * @param games How many games there are.
   * @param size How many numbers an observation has.
   * @param block How many rows make a block.
   */
  constructor(games: number, size: number, block: number) {
    this.#size = size;
    this.#block = block;
    this.#rows = Array.from({ length: games }, () => []);
    this.#rewards = Array.from({ length: games }, () => []);
    this.#observations = new Float32Array(block * size);
    this.#actions = new Int32Array(block);
  }

  /** How many rows there are. */
  get steps(): number {
    return this.#steps;
  }

  /** How many blocks they fill, the last of them perhaps in part. */
  get blocks(): number {
    return Math.ceil(this.#steps / this.#block);
  }

  /** Forgets everything. */
  clear(): void {
    for (const list of [...this.#rows, ...this.#rewards]) list.length = 0;
    this.#observations.fill(0);
    this.#actions.fill(0);
    this.#steps = 0;
  }

  /** Adds what was seen and done in a game; `observations` holds those of all games. */
  act(game: number, observations: Float32Array, action: number): void {
    if (this.#steps === this.#actions.length) this.#grow();
    const row = this.#steps++;
    const from = game * this.#size;
    for (let i = 0; i < this.#size; i++) {
      this.#observations[row * this.#size + i] = observations[from + i]!;
    }
    this.#actions[row] = action;
    this.#rows[game]!.push(row);
  }

  /** Adds what the last action of a game earned. */
  earn(game: number, reward: number): void {
    this.#rewards[game]!.push(reward);
  }

  /** The sum of rewards of each game. */
  returns(): number[] {
    return this.#rewards.map((rewards) => rewards.reduce((a, b) => a + b, 0));
  }

  /** The number of steps of each game. */
  lengths(): number[] {
    return this.#rewards.map((rewards) => rewards.length);
  }

  /** The discounted return of each row, within its own game. */
  scores(discount: number): Float64Array {
    const scores = new Float64Array(this.#steps);
    for (const [game, rewards] of this.#rewards.entries()) {
      const returns = discountedReturns(rewards, { discount });
      this.#rows[game]!.forEach((row, t) => scores[row] = returns[t]!);
    }
    return scores;
  }

  /** The observations of a block; a view. */
  observations(block: number): Float32Array {
    const length = this.#block * this.#size;
    return this.#observations.subarray(block * length, (block + 1) * length);
  }

  /** The actions of a block; a view. */
  actions(block: number): Int32Array {
    const from = block * this.#block;
    return this.#actions.subarray(from, from + this.#block);
  }

  #grow(): void {
    const observations = new Float32Array(2 * this.#observations.length);
    const actions = new Int32Array(2 * this.#actions.length);
    observations.set(this.#observations);
    actions.set(this.#actions);
    this.#observations = observations;
    this.#actions = actions;
  }
}
