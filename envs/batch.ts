import type { Dynamics } from "./description.ts";
import type { BufferOf, Space } from "./spaces/space.ts";

/** Room for many episodes, and what moves them all at once. */
export interface Batch<
  Actions extends Space = Space,
  Observations extends Space = Space,
> {
  /** The states, one behind the other. */
  readonly states: Float64Array;
  /** What is done next in each episode. */
  readonly actions: BufferOf<Actions>;
  /** What the last step led to. */
  readonly observations: BufferOf<Observations>;
  /** What the last step earned. */
  readonly rewards: Float64Array;
  /** 1 where the last step ended the task, else 0. */
  readonly terminated: Uint8Array;
  /**
   * Takes the action of each episode: changes its state, and writes down its
   * reward, end and observation. Allocates nothing.
   *
   * @param idle 1 where no step is to be taken; what this leaves of such an episode is not read.
   */
  step(idle: Uint8Array): void;
}

/**
 * A quicker way to do, for many episodes at once, exactly what the three functions
 * of an environment do for one; for environments without chance in their steps.
 *
 * It serves only as long as a description has these very functions: a wrapper
 * that replaces one of them is not bypassed.
 */
export interface BatchKernel<
  Actions extends Space = Space,
  Observations extends Space = Space,
> extends
  Pick<Dynamics<Actions, Observations>, "step" | "terminated" | "observe"> {
  /**
   * Makes room for episodes.
   *
   * @param count How many.
   * @returns Zeros everywhere.
   */
  create(count: number): Batch<Actions, Observations>;
}
