import { requireWithin } from "../../../core/errors.ts";
import { requireDecay } from "./_check.ts";

/** A learning rate that falls like a power of the time, described as plain data. */
export interface InverseTimeDecay {
  /** Tag of this schedule. */
  readonly kind: "inverseTimeDecay";
  /** Learning rate at step 0. */
  readonly initial: number;
  /** Steps that make one unit of time. */
  readonly decaySteps: number;
  /** How much a unit of time adds to the divisor. */
  readonly rate: number;
  /** Power of the divisor. */
  readonly power: number;
  /** Whether it falls in jumps. */
  readonly staircase: boolean;
}

/** Options for {@linkcode inverseTimeDecay}. */
export interface InverseTimeDecayOptions {
  /** How much each `decaySteps` add to the divisor; at least 0. @default {1} */
  rate?: number;
  /** Power of the divisor; above 0. @default {1} */
  power?: number;
  /** Whether it falls in jumps, every `decaySteps`. @default {false} */
  staircase?: boolean;
}

/**
 * Describes η(t) = η₀ / (1 + rate · t / decaySteps)ᵖᵒʷᵉʳ.
 *
 * *Hands-On Machine Learning*, chapter 11, power scheduling.
 *
 * @param initial Learning rate at step 0, η₀; above 0.
 * @param decaySteps Steps that make one unit of time; above 0.
 * @param options The rate, the power, and whether it falls in jumps.
 * @returns A frozen description.
 */
export function inverseTimeDecay(
  initial: number,
  decaySteps: number,
  options: InverseTimeDecayOptions = {},
): InverseTimeDecay {
  const { rate = 1, power = 1, staircase = false } = options;
  const action = "describe an inverse time decay";
  requireDecay(action, initial, decaySteps);
  requireWithin(rate, action, "rate", { min: 0 });
  requireWithin(power, action, "power", { min: 0, minExclusive: true });
  const kind = "inverseTimeDecay";
  return Object.freeze({ kind, initial, decaySteps, rate, power, staircase });
}
