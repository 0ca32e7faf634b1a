import { requirePositiveInteger, requireWithin } from "../../core/errors.ts";

/** How often an agent tries a random action, by the number of steps taken so far. */
export interface LinearEpsilon {
  /** ε at step 0, within [0, 1]. */
  readonly from: number;
  /** ε from step `steps` on, within [0, 1]. */
  readonly to: number;
  /** How many steps the way takes. */
  readonly steps: number;
}

/** Options for {@linkcode linearEpsilon}. */
export interface LinearEpsilonOptions {
  /** ε at step 0, within [0, 1]. @default {1} */
  readonly from?: number;
  /** ε from step `steps` on, within [0, 1]. @default {0.05} */
  readonly to?: number;
}

/**
 * Describes an exploration rate that moves evenly from one value to another, and stays.
 *
 * @param steps How many steps the way takes.
 * @param options Where it begins and ends.
 * @returns A frozen description for {@linkcode epsilonAt}.
 * @throws {RangeError} If a rate is not within [0, 1], or `steps` is not a positive integer.
 */
export function linearEpsilon(
  steps: number,
  options: LinearEpsilonOptions = {},
): LinearEpsilon {
  const { from = 1, to = 0.05 } = options;
  const action = "describe an exploration rate";
  requirePositiveInteger(steps, action, "steps");
  requireWithin(from, action, "from", { min: 0, max: 1 });
  requireWithin(to, action, "to", { min: 0, max: 1 });
  return Object.freeze({ from, to, steps });
}

/**
 * The exploration rate after some steps: ε = from + (to − from) · min(1, step / steps).
 *
 * *Hands-On Machine Learning*, chapter 16: 1 − 0.95 · step / 50 000, at least 0.05.
 *
 * @param schedule The schedule.
 * @param step How many steps were taken before.
 * @returns ε.
 *
 * @example The book's schedule
 * ```ts
 * import { epsilonAt, linearEpsilon } from "@silica/silica/agents";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const schedule = linearEpsilon(50_000);
 * assertAlmostEquals(epsilonAt(schedule, 10_000), 0.81);
 * assertAlmostEquals(epsilonAt(schedule, 80_000), 0.05);
 * ```
 */
export function epsilonAt(schedule: LinearEpsilon, step: number): number {
  const { from, to, steps } = schedule;
  // At the end exactly `to`, whatever rounding makes of from + (to − from).
  return step >= steps ? to : from + (to - from) * (step / steps);
}
