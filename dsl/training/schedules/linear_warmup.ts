import { requirePositiveInteger, requireWithin } from "../../../core/errors.ts";
import type { Schedule } from "./schedule.ts";

/** A learning rate that rises on a straight line before another schedule begins, described as plain data. */
export interface LinearWarmup {
  /** Tag of this schedule. */
  readonly kind: "linearWarmup";
  /** Steps in which it rises. */
  readonly steps: number;
  /** What follows, with its step 0 at the end of the rise. */
  readonly then: number | Schedule;
  /** The part of the first learning rate of `then` at which it begins. */
  readonly from: number;
}

/** Options for {@linkcode linearWarmup}. */
export interface LinearWarmupOptions {
  /** The part of the first learning rate of `then` at which it begins; within [0, 1]. @default {0} */
  from?: number;
}

/**
 * Describes a learning rate that rises for `steps` steps to the first one of another schedule, which then begins.
 *
 * Goyal et al., *Accurate, Large Minibatch SGD* (2017), section 2.2.
 *
 * @param steps Steps in which it rises; at least 1.
 * @param then The learning rate, or the schedule, that follows.
 * @param options Where it begins.
 * @returns A frozen description.
 *
 * @example Four steps up to 0.1
 * ```ts
 * import { learningRateAt, linearWarmup } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = linearWarmup(4, 0.1);
 * assertEquals([0, 2, 4, 9].map((step) => learningRateAt(schedule, step)), [0, 0.05, 0.1, 0.1]);
 * ```
 */
export function linearWarmup(
  steps: number,
  then: number | Schedule,
  options: LinearWarmupOptions = {},
): LinearWarmup {
  const { from = 0 } = options;
  const action = "describe a linear warmup";
  requirePositiveInteger(steps, action, "steps");
  if (typeof then === "number") {
    requireWithin(then, action, "then", { min: 0, minExclusive: true });
  }
  requireWithin(from, action, "from", { min: 0, max: 1 });
  return Object.freeze({ kind: "linearWarmup", steps, then, from });
}
