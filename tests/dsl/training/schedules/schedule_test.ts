import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import { constantRate } from "../../../../dsl/training/schedules/constant_rate.ts";
import { cosineDecay } from "../../../../dsl/training/schedules/cosine_decay.ts";
import { exponentialDecay } from "../../../../dsl/training/schedules/exponential_decay.ts";
import { inverseTimeDecay } from "../../../../dsl/training/schedules/inverse_time_decay.ts";
import { linearWarmup } from "../../../../dsl/training/schedules/linear_warmup.ts";
import { oneCycle } from "../../../../dsl/training/schedules/one_cycle.ts";
import { piecewiseConstant } from "../../../../dsl/training/schedules/piecewise_constant.ts";
import { polynomialDecay } from "../../../../dsl/training/schedules/polynomial_decay.ts";
import {
  learningRateAt,
  type Schedule,
} from "../../../../dsl/training/schedules/schedule.ts";
import fixture from "../../../fixtures/torch/schedules.json" with {
  type: "json",
};

type Numbers = Readonly<Record<string, readonly number[]>>;

/** Which of our schedules each recorded sequence is; the steps that both define. */
const SAME: readonly (readonly [string, string, Schedule, number?])[] = [
  [
    "schedule_step",
    "lr",
    exponentialDecay(0.1, 7, { rate: 0.5, staircase: true }),
  ],
  [
    "schedule_multi_step",
    "lr",
    piecewiseConstant([4, 9, 18], [0.1, 0.03, 0.009, 0.0027]),
  ],
  ["schedule_exponential", "lr", exponentialDecay(0.1, 1, { rate: 0.9 })],
  ["schedule_linear", "lr", linearWarmup(8, 0.1, { from: 0.25 })],
  // PyTorch's comes back after its end, at step 20.
  ["schedule_cosine", "lr", cosineDecay(0.1, 20, { end: 0.01 }), 20],
  [
    "schedule_cosine_warm_restarts",
    "lr",
    cosineDecay(0.1, 5, { end: 0.001, restarts: true, periodGrowth: 2 }),
  ],
  ["schedule_polynomial", "lr", polynomialDecay(0.1, 15, { power: 2 })],
  ["schedule_constant_warmup", "lr", piecewiseConstant([5], [0.02, 0.1])],
  [
    "schedule_lambda_inverse_sqrt",
    "lr",
    inverseTimeDecay(0.1, 1, { power: 0.5 }),
  ],
  ["schedule_one_cycle_cos", "lr", oneCycle(0.5, 26)],
  ["schedule_one_cycle_linear", "lr", oneCycle(0.5, 26, { curve: "linear" })],
  ["tf_decays", "exponential_decay", exponentialDecay(0.1, 8, { rate: 0.5 })],
  [
    "tf_decays",
    "exponential_decay_staircase",
    exponentialDecay(0.1, 8, { rate: 0.5, staircase: true }),
  ],
  ["tf_decays", "inverse_time_decay", inverseTimeDecay(0.1, 8, { rate: 0.5 })],
  [
    "tf_decays",
    "natural_exp_decay",
    exponentialDecay(0.1, 8, { rate: Math.exp(-0.5) }),
  ],
  [
    "tf_decays",
    "polynomial_decay",
    polynomialDecay(0.1, 8, { end: 0.01, power: 2 }),
  ],
];

for (const [name, output, schedule, steps] of SAME) {
  Deno.test(`${schedule.kind} agrees with ${name} (${output})`, () => {
    const found = fixture.cases.find((each) => each.name === name)!;
    const rates = (found.outputs as unknown as Numbers)[output]!;
    for (const [step, rate] of rates.slice(0, steps).entries()) {
      const own = learningRateAt(schedule, step);
      assertAlmostEquals(own, rate, 1e-10 + 1e-9 * rate, `step ${step}`);
    }
  });
}

Deno.test("every recorded case is compared", () => {
  const compared = new Set(SAME.map(([name]) => name));
  assertEquals(
    fixture.cases.map(({ name }) => name).filter((name) => !compared.has(name)),
    [],
  );
});

Deno.test("a number is a schedule that never changes", () => {
  assertEquals(learningRateAt(0.5, 7), 0.5);
  assertEquals(learningRateAt(constantRate(0.5), 7), 0.5);
});

Deno.test("a piecewise constant rate changes at the boundary itself", () => {
  const schedule = piecewiseConstant([50], [0.1, 0.001]);
  assertEquals(learningRateAt(schedule, 49), 0.1);
  assertEquals(learningRateAt(schedule, 50), 0.001);
});

Deno.test("power scheduling halves the rate after one unit of time", () => {
  assertEquals(learningRateAt(inverseTimeDecay(0.1, 30), 30), 0.05);
});

const rate = fc.double({ min: 1e-6, max: 1, noNaN: true });
const steps = fc.integer({ min: 1, max: 1000 });
const part = fc.double({ min: 0, max: 1, noNaN: true });
const power = fc.double({ min: 0.25, max: 4, noNaN: true });

/** Schedules that never rise. */
const falling: fc.Arbitrary<Schedule> = fc.oneof(
  fc.tuple(
    rate,
    steps,
    fc.double({ min: 0.01, max: 1, noNaN: true }),
    fc.boolean(),
  )
    .map(([initial, decay, rate, staircase]) =>
      exponentialDecay(initial, decay, { rate, staircase })
    ),
  fc.tuple(rate, steps, part, power, fc.boolean())
    .map(([initial, decay, rate, power, staircase]) =>
      inverseTimeDecay(initial, decay, { rate, power, staircase })
    ),
  fc.tuple(rate, steps, part, power)
    .map(([initial, decay, share, power]) =>
      polynomialDecay(initial, decay, { end: initial * share, power })
    ),
  fc.tuple(rate, steps, part)
    .map(([initial, decay, share]) =>
      cosineDecay(initial, decay, { end: initial * share })
    ),
);

Deno.test("a decay begins at its initial rate and never rises", () => {
  fc.assert(
    fc.property(falling, fc.nat(2000), fc.nat(2000), (schedule, a, b) => {
      const { initial } = schedule as { initial: number };
      assertAlmostEquals(learningRateAt(schedule, 0), initial, 1e-15);
      const [early, late] = [Math.min(a, b), Math.max(a, b)];
      const fall = learningRateAt(schedule, early) -
        learningRateAt(schedule, late);
      assert(fall >= -1e-15, `rises by ${-fall}`);
    }),
  );
});

Deno.test("a decay with an end is there from its last step on", () => {
  fc.assert(
    fc.property(
      rate,
      steps,
      part,
      fc.nat(100),
      (initial, decay, share, after) => {
        const end = initial * share;
        for (
          const schedule of [
            polynomialDecay(initial, decay, { end }),
            cosineDecay(initial, decay, { end }),
          ]
        ) {
          assertAlmostEquals(
            learningRateAt(schedule, decay + after),
            end,
            1e-12,
          );
        }
      },
    ),
  );
});

Deno.test("a cosine that restarts repeats itself", () => {
  fc.assert(fc.property(rate, steps, fc.nat(5000), (initial, decay, step) => {
    const schedule = cosineDecay(initial, decay, { restarts: true });
    const [now, later] = [step, step + decay].map((at) =>
      learningRateAt(schedule, at)
    );
    assertEquals(now, later);
  }));
});

Deno.test("a warmup rises on a line, then is the schedule that follows", () => {
  fc.assert(
    fc.property(
      falling,
      steps,
      part,
      fc.nat(2000),
      (then, warm, from, step) => {
        const schedule = linearWarmup(warm, then, { from });
        const top = learningRateAt(then, 0);
        const wish = step < warm
          ? top * from + (top - top * from) * step / warm
          : learningRateAt(then, step - warm);
        assertAlmostEquals(learningRateAt(schedule, step), wish, 1e-12);
      },
    ),
  );
});

Deno.test("one cycle rises to its highest rate, falls after, and ends lowest", () => {
  const warmup = fc.double({ min: 0.1, max: 0.9, noNaN: true });
  const curve = fc.constantFrom("cosine" as const, "linear" as const);
  fc.assert(
    fc.property(
      rate,
      fc.integer({ min: 10, max: 500 }),
      warmup,
      curve,
      (highest, total, warmup, curve) => {
        const schedule = oneCycle(highest, total, { warmup, curve });
        const rates = Array.from(
          { length: total },
          (_, step) => learningRateAt(schedule, step),
        );
        const peak = warmup * total - 1;
        for (let step = 1; step < total; step++) {
          const change = rates[step]! - rates[step - 1]!;
          if (step <= peak) assert(change > 0);
          if (step - 1 >= peak) assert(change < 0);
        }
        assertAlmostEquals(rates[total - 1]!, highest / 25 / 1e4, 1e-15);
        assert(Math.max(...rates) <= highest * (1 + 1e-12));
      },
    ),
  );
});

Deno.test("nonsense is refused when it is described", () => {
  assertThrows(
    () => constantRate(0),
    RangeError,
    "Cannot describe a constant rate as 'rate' must be a finite number above 0: current value is 0",
  );
  assertThrows(() => exponentialDecay(0.1, 0), RangeError, "'decaySteps'");
  assertThrows(() => exponentialDecay(NaN, 5), RangeError, "'initial'");
  assertThrows(() => polynomialDecay(0.1, 5, { end: -1 }), RangeError, "'end'");
  assertThrows(
    () => cosineDecay(0.1, 5, { periodGrowth: 0.5 }),
    RangeError,
    "'periodGrowth'",
  );
  assertThrows(
    () => piecewiseConstant([5], [0.1]),
    RangeError,
    "1 boundaries take 2 values: current number is 1",
  );
  assertThrows(
    () => piecewiseConstant([5, 5], [3, 2, 1]),
    RangeError,
    "'boundaries[1]'",
  );
  assertThrows(() => linearWarmup(0, 0.1), RangeError, "'steps'");
  assertThrows(() => oneCycle(0.1, 1), RangeError, "'totalSteps'");
  assertThrows(() => oneCycle(0.1, 10, { warmup: 1 }), RangeError, "'warmup'");
});
