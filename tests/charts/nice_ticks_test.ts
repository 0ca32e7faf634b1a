import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { niceTicks } from "../../charts/nice_ticks.ts";

Deno.test("niceTicks() stands on round numbers", () => {
  assertEquals(niceTicks(0, 437, 5), [0, 100, 200, 300, 400, 500]);
  assertEquals(niceTicks(0, 0.3, 4), [0, 0.1, 0.2, 0.3]);
  assertEquals(niceTicks(-200, -110, 4), [-200, -180, -160, -140, -120, -100]);
  assertEquals(niceTicks(5, 5, 2), [5, 10]);
  assertEquals(niceTicks(0, 0, 2), [0, 1]);
});

const interval = fc.tuple(
  fc.double({ min: -100, max: 100, noNaN: true }),
  fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
  fc.integer({ min: -30, max: 30 }),
).map(([low, span, power]) => ({
  low: low * 10 ** power,
  high: (low + span) * 10 ** power,
}));

Deno.test("niceTicks() takes ends that differ by rounding for one place", () => {
  assertEquals(niceTicks(1e9, 1e9 + 1e-6, 2), [1e9, 2e9]);
  assertEquals(niceTicks(0, 5e-324, 2).length, 2);
});

Deno.test("niceTicks() covers the interval with equal steps of 1, 2 or 5 times a power of ten", () => {
  fc.assert(
    fc.property(interval, fc.integer({ min: 2, max: 12 }), (ends, count) => {
      const { low, high } = ends;
      const ticks = niceTicks(low, high, count);
      const step = ticks[1]! - ticks[0]!;
      const slack = 1e-6 * step;
      assert(ticks[0]! <= low + slack && ticks.at(-1)! >= high - slack);
      assert(ticks[1]! > low - slack && ticks.at(-2)! < high + slack);
      for (let i = 1; i < ticks.length; i++) {
        assert(Math.abs(ticks[i]! - ticks[i - 1]! - step) <= slack);
      }
      const lead = step / 10 ** Math.floor(Math.log10(step * (1 + 1e-9)));
      assert([1, 2, 5].some((nice) => Math.abs(lead - nice) < 1e-5), `${lead}`);
      assert(ticks.length <= 2.2 * count + 3, `${ticks.length} for ${count}`);
    }),
    { numRuns: 300 },
  );
});
