import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import {
  epsilonAt,
  linearEpsilon,
} from "../../../agents/deep_q/linear_epsilon.ts";

Deno.test("epsilonAt() is the book's schedule: 1, 0.81, 0.525, then 0.05", () => {
  const schedule = linearEpsilon(50_000);
  const book = (step: number) => Math.max(0.05, 1 - 0.95 * step / 50_000);
  for (const step of [0, 10_000, 25_000, 50_000, 99_999]) {
    assertAlmostEquals(epsilonAt(schedule, step), book(step), 1e-12);
  }
  assertEquals(epsilonAt(schedule, 50_000), 0.05);
});

const rate = fc.double({ min: 0, max: 1, noNaN: true });

Deno.test("epsilonAt() goes evenly from one end to the other, and stays", () => {
  const schedules = fc.record({
    steps: fc.integer({ min: 1, max: 1000 }),
    from: rate,
    to: rate,
  }, { noNullPrototype: true });
  fc.assert(fc.property(schedules, (ends) => {
    const { steps, from, to } = ends;
    const schedule = linearEpsilon(steps, ends);
    assertEquals(epsilonAt(schedule, 0), from);
    for (let step = 0; step < steps + 3; step++) {
      const here = epsilonAt(schedule, step);
      const next = epsilonAt(schedule, step + 1);
      assert(here >= Math.min(from, to) - 1e-12);
      assert(here <= Math.max(from, to) + 1e-12);
      const wanted = step < steps ? (to - from) / steps : 0;
      assertAlmostEquals(next - here, wanted, 1e-9);
    }
    assertEquals(epsilonAt(schedule, steps), to);
  }));
});

Deno.test("linearEpsilon() refuses rates and lengths that make no sense", () => {
  assertThrows(() => linearEpsilon(0), RangeError, "'steps'");
  assertThrows(() => linearEpsilon(9, { from: 1.5 }), RangeError, "'from'");
  assertThrows(() => linearEpsilon(9, { to: NaN }), RangeError, "'to'");
});
