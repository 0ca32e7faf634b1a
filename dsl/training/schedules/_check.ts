import { requireWithin } from "../../../core/errors.ts";

/** Throws unless both numbers that every decay begins with are above 0. */
export function requireDecay(
  action: string,
  initial: number,
  decaySteps: number,
): void {
  const positive = { min: 0, minExclusive: true };
  requireWithin(initial, action, "initial", positive);
  requireWithin(decaySteps, action, "decaySteps", positive);
}
