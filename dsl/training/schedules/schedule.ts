import { type ConstantRate, constantRateAt } from "./constant_rate.ts";
import { type CosineDecay, cosineDecayAt } from "./cosine_decay.ts";
import {
  type ExponentialDecay,
  exponentialDecayAt,
} from "./exponential_decay.ts";
import {
  type InverseTimeDecay,
  inverseTimeDecayAt,
} from "./inverse_time_decay.ts";
import { type LinearWarmup, linearWarmupAt } from "./linear_warmup.ts";
import { type OneCycle, oneCycleAt } from "./one_cycle.ts";
import {
  type PiecewiseConstant,
  piecewiseConstantAt,
} from "./piecewise_constant.ts";
import { type PolynomialDecay, polynomialDecayAt } from "./polynomial_decay.ts";

/** How the learning rate depends on the number of updates made before, described as plain data. */
export type Schedule =
  | ConstantRate
  | ExponentialDecay
  | InverseTimeDecay
  | PolynomialDecay
  | CosineDecay
  | PiecewiseConstant
  | OneCycle
  | LinearWarmup;

/** The schedules by their tag. */
type ScheduleOf = { [K in Schedule["kind"]]: Extract<Schedule, { kind: K }> };

type RateAt<S> = (
  schedule: S,
  step: number,
  rateAt: (schedule: number | Schedule, step: number) => number,
) => number;

const RATES: { readonly [K in keyof ScheduleOf]: RateAt<ScheduleOf[K]> } = {
  constantRate: constantRateAt,
  exponentialDecay: exponentialDecayAt,
  inverseTimeDecay: inverseTimeDecayAt,
  polynomialDecay: polynomialDecayAt,
  cosineDecay: cosineDecayAt,
  piecewiseConstant: piecewiseConstantAt,
  oneCycle: oneCycleAt,
  linearWarmup: linearWarmupAt,
};

/**
 * The learning rate that an update uses.
 *
 * @param schedule A schedule; a number never changes.
 * @param step How many updates were made before; the first update is step 0.
 * @returns The learning rate, in double precision.
 *
 * @example It falls to a tenth every 100 steps
 * ```ts
 * import { exponentialDecay, learningRateAt } from "@silica/silica";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const schedule = exponentialDecay(0.1, 100);
 * assertAlmostEquals(learningRateAt(schedule, 200), 0.001);
 * ```
 */
export function learningRateAt(
  schedule: number | Schedule,
  step: number,
): number {
  if (typeof schedule === "number") return schedule;
  // The table pairs each kind with its own rule; TypeScript cannot follow the index.
  const rate = RATES[schedule.kind] as RateAt<Schedule>;
  return rate(schedule, step, learningRateAt);
}
