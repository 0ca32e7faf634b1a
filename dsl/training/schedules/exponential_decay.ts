import { requireWithin } from "../../../core/errors.ts";
import { requireDecay } from "./_check.ts";

/** A learning rate that falls by the same factor every so many steps, described as plain data. */
export interface ExponentialDecay {
  /** Tag of this schedule. */
  readonly kind: "exponentialDecay";
  /** Learning rate at step 0. */
  readonly initial: number;
  /** Steps in which it falls by `rate`. */
  readonly decaySteps: number;
  /** What is left of it after so many steps. */
  readonly rate: number;
  /** Whether it falls in jumps. */
  readonly staircase: boolean;
}

/** Options for {@linkcode exponentialDecay}. */
export interface ExponentialDecayOptions {
  /** What is left of the learning rate after `decaySteps`; above 0. @default {0.1} */
  rate?: number;
  /** Whether it falls in jumps, every `decaySteps`. @default {false} */
  staircase?: boolean;
}

/**
 * Describes η(t) = η₀ · rate^(t / decaySteps).
 *
 * *Hands-On Machine Learning*, chapter 11, exponential scheduling.
 *
 * @param initial Learning rate at step 0, η₀; above 0.
 * @param decaySteps Steps in which it falls by `rate`; above 0.
 * @param options The rate, and whether it falls in jumps.
 * @returns A frozen description.
 */
export function exponentialDecay(
  initial: number,
  decaySteps: number,
  options: ExponentialDecayOptions = {},
): ExponentialDecay {
  const { rate = 0.1, staircase = false } = options;
  const action = "describe an exponential decay";
  requireDecay(action, initial, decaySteps);
  requireWithin(rate, action, "rate", { min: 0, minExclusive: true });
  const kind = "exponentialDecay";
  return Object.freeze({ kind, initial, decaySteps, rate, staircase });
}
