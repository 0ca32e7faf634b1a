import { cannot } from "../../core/errors.ts";
import type { ParameterValues } from "../passes/initialize.ts";

/** What is known when a training has to be given up. */
export interface Divergence {
  /** The epoch, counted from 1. */
  readonly epoch: number;
  /** The update, counted from 1 over all epochs. */
  readonly step: number;
  /** What is not finite. */
  readonly what: "loss" | "weights";
  /** Its value: NaN or infinite. */
  readonly value: number;
  /** The weights at the end of the last epoch that went well, or of the best one where early stopping looks for it. */
  readonly weights: ParameterValues;
}

/**
 * Training went astray: the loss or the weights are no longer finite.
 *
 * Smaller steps may help, or gradients that are clipped.
 */
export class DivergenceError extends Error {
  /** Tells this error from others. */
  override readonly name = "DivergenceError";
  /** The epoch, counted from 1. */
  readonly epoch: number;
  /** The update, counted from 1 over all epochs. */
  readonly step: number;
  /** The weights at the end of the last epoch that went well; those before the first, if none did. */
  readonly weights: ParameterValues;

  /**
   * Says where training went astray.
   *
   * @param divergence What is known.
   */
  constructor({ epoch, step, what, value, weights }: Divergence) {
    const wish = `the ${what} must be finite`;
    const where = `${what} in epoch ${epoch}, step ${step}`;
    super(cannot("go on training", wish, value, where));
    this.epoch = epoch;
    this.step = step;
    this.weights = weights;
  }
}
