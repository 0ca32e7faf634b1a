/** Options that every arcade game has. */
export interface ArcadeOptions {
  /**
   * For how many frames of 1/60 s a step holds its action; their rewards add up.
   * @default {1}
   */
  readonly frameSkip?: number;
  /**
   * How likely each frame is to repeat the action of the frame before it in place of the chosen one;
   * 0.25 are the "sticky actions" of Machado et al. (2018).
   * @default {0}
   */
  readonly repeatActionProbability?: number;
}
