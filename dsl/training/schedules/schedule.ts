import type { ConstantRate } from "./constant_rate.ts";
import type { CosineDecay } from "./cosine_decay.ts";
import type { ExponentialDecay } from "./exponential_decay.ts";
import type { InverseTimeDecay } from "./inverse_time_decay.ts";
import type { LinearWarmup } from "./linear_warmup.ts";
import type { OneCycle } from "./one_cycle.ts";
import type { PiecewiseConstant } from "./piecewise_constant.ts";
import type { PolynomialDecay } from "./polynomial_decay.ts";

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

/** η(t), t the number of updates made before. */
type Rate<S> = (schedule: S, t: number) => number;

const RATES: { readonly [K in keyof ScheduleOf]: Rate<ScheduleOf[K]> } = {
  constantRate: ({ rate }) => rate,
  // η₀ · rate^(t / decaySteps)
  exponentialDecay: ({ initial, decaySteps, rate, staircase }, t) =>
    initial * rate ** stairs(t / decaySteps, staircase),
  // η₀ / (1 + rate · t / decaySteps)ᵖᵒʷᵉʳ
  inverseTimeDecay: ({ initial, decaySteps, rate, power, staircase }, t) =>
    initial / (1 + rate * stairs(t / decaySteps, staircase)) ** power,
  // (η₀ − end) · (1 − t / decaySteps)ᵖᵒʷᵉʳ + end
  polynomialDecay: ({ initial, decaySteps, end, power }, t) =>
    (initial - end) * (1 - Math.min(t / decaySteps, 1)) ** power + end,
  cosineDecay: (schedule, t) =>
    cosine(schedule.initial, schedule.end, partOfPeriod(schedule, t)),
  piecewiseConstant: ({ boundaries, values }, t) =>
    values[boundaries.filter((boundary) => t >= boundary).length]!,
  // Up to the peak at step warmup · totalSteps − 1, then down to the last step.
  oneCycle: ({ highest, totalSteps, warmup, ...schedule }, t) => {
    const initial = highest / schedule.divideBy;
    const end = initial / schedule.finalDivideBy;
    const between = schedule.curve === "linear" ? linear : cosine;
    const peak = warmup * totalSteps - 1;
    if (t <= peak) return between(initial, highest, peak === 0 ? 1 : t / peak);
    const fallen = (t - peak) / (totalSteps - 1 - peak);
    return between(highest, end, Math.min(fallen, 1));
  },
  // η(0) · (from + (1 − from) · t / steps), then η(t − steps); η is the schedule that follows.
  linearWarmup: ({ steps, then, from }, t) =>
    t < steps
      ? learningRateAt(then, 0) * linear(from, 1, t / steps)
      : learningRateAt(then, t - steps),
};

function stairs(t: number, staircase: boolean): number {
  return staircase ? Math.floor(t) : t;
}

function linear(from: number, to: number, part: number): number {
  return from + (to - from) * part;
}

/** to + (from − to) · (1 + cos(π · part)) / 2 */
function cosine(from: number, to: number, part: number): number {
  return to + (from - to) * (1 + Math.cos(Math.PI * part)) / 2;
}

function partOfPeriod(
  { decaySteps, restarts, periodGrowth }: CosineDecay,
  t: number,
): number {
  if (!restarts) return Math.min(t / decaySteps, 1);
  if (periodGrowth === 1) return (t % decaySteps) / decaySteps;
  let period = decaySteps;
  let since = t;
  while (since >= period) {
    since -= period;
    period *= periodGrowth;
  }
  return since / period;
}

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
  const rate = RATES[schedule.kind] as Rate<Schedule>;
  return rate(schedule, step);
}
