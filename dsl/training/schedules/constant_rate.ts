import { requireWithin } from "../../../core/errors.ts";

/** A learning rate that never changes, described as plain data. */
export interface ConstantRate {
  /** Tag of this schedule. */
  readonly kind: "constantRate";
  /** The learning rate. */
  readonly rate: number;
}

/**
 * Describes a learning rate that never changes: η(t) = η₀. A plain number means the same.
 *
 * @param rate The learning rate; above 0.
 * @returns A frozen description.
 */
export function constantRate(rate: number): ConstantRate {
  const action = "describe a constant rate";
  requireWithin(rate, action, "rate", { min: 0, minExclusive: true });
  return Object.freeze({ kind: "constantRate", rate });
}
