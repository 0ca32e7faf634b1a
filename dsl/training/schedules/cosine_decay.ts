import { requireWithin } from "../../../core/errors.ts";
import { requireDecay } from "./_check.ts";

/** A learning rate that falls to an end along half a cosine, described as plain data. */
export interface CosineDecay {
  /** Tag of this schedule. */
  readonly kind: "cosineDecay";
  /** Learning rate at step 0. */
  readonly initial: number;
  /** Steps until the end. */
  readonly decaySteps: number;
  /** Learning rate at the end. */
  readonly end: number;
  /** Whether it begins again at the end. */
  readonly restarts: boolean;
  /** How much longer each period is than the one before. */
  readonly periodGrowth: number;
}

/** Options for {@linkcode cosineDecay}. */
export interface CosineDecayOptions {
  /** Learning rate at the end; at least 0. @default {0} */
  end?: number;
  /** Whether it jumps back to the start at the end, again and again, instead of staying there. @default {false} */
  restarts?: boolean;
  /** How many times longer each period is than the one before, where it restarts; at least 1. @default {1} */
  periodGrowth?: number;
}

/**
 * Describes η(t) = end + (η₀ − end) · (1 + cos(π t / decaySteps)) / 2.
 *
 * Loshchilov and Hutter, *SGDR: Stochastic Gradient Descent with Warm Restarts* (2017), equation 5.
 *
 * @param initial Learning rate at step 0, η₀; above 0.
 * @param decaySteps Steps until the end, or until the first restart; above 0.
 * @param options The end, and whether it restarts.
 * @returns A frozen description.
 */
export function cosineDecay(
  initial: number,
  decaySteps: number,
  options: CosineDecayOptions = {},
): CosineDecay {
  const { end = 0, restarts = false, periodGrowth = 1 } = options;
  const action = "describe a cosine decay";
  requireDecay(action, initial, decaySteps);
  requireWithin(end, action, "end", { min: 0 });
  requireWithin(periodGrowth, action, "periodGrowth", { min: 1 });
  const kind = "cosineDecay";
  return Object.freeze({
    kind,
    initial,
    decaySteps,
    end,
    restarts,
    periodGrowth,
  });
}
