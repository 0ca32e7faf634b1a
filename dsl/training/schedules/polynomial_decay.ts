import { requireWithin } from "../../../core/errors.ts";
import { requireDecay } from "./_check.ts";

/** A learning rate that falls to an end along a polynomial, described as plain data. */
export interface PolynomialDecay {
  /** Tag of this schedule. */
  readonly kind: "polynomialDecay";
  /** Learning rate at step 0. */
  readonly initial: number;
  /** Steps until the end. */
  readonly decaySteps: number;
  /** Learning rate from then on. */
  readonly end: number;
  /** Power of the polynomial. */
  readonly power: number;
}

/** Options for {@linkcode polynomialDecay}. */
export interface PolynomialDecayOptions {
  /** Learning rate from `decaySteps` on; at least 0. @default {0} */
  end?: number;
  /** Power of the polynomial; 1 is a straight line. @default {1} */
  power?: number;
}

/**
 * Describes η(t) = (η₀ − end) · (1 − t / decaySteps)ᵖᵒʷᵉʳ + end, and `end` from `decaySteps` on.
 *
 * @param initial Learning rate at step 0, η₀; above 0.
 * @param decaySteps Steps until the end; above 0.
 * @param options The end and the power.
 * @returns A frozen description.
 */
export function polynomialDecay(
  initial: number,
  decaySteps: number,
  options: PolynomialDecayOptions = {},
): PolynomialDecay {
  const { end = 0, power = 1 } = options;
  const action = "describe a polynomial decay";
  requireDecay(action, initial, decaySteps);
  requireWithin(end, action, "end", { min: 0 });
  requireWithin(power, action, "power", { min: 0, minExclusive: true });
  const kind = "polynomialDecay";
  return Object.freeze({ kind, initial, decaySteps, end, power });
}
