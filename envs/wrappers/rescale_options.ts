/** Options for {@linkcode rescaleAction} and {@linkcode rescaleObservation}. */
export interface RescaleOptions {
  /** The new lower bound: one for all numbers, or one for each. @default {-1} */
  readonly low?: number | readonly number[];
  /** The new upper bound: one for all numbers, or one for each. @default {1} */
  readonly high?: number | readonly number[];
}
