import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { movingAverage } from "../../charts/moving_average.ts";

Deno.test("movingAverage() looks back only", () => {
  assertEquals(movingAverage([1, 3, 5], 2), [1, 2, 4]);
  assertEquals(movingAverage([], 3), []);
  assertThrows(() => movingAverage([1], 0), RangeError, "'window'");
});

Deno.test("movingAverage() keeps a straight line, later by half the window", () => {
  const line = fc.record({
    begin: fc.integer({ min: -100, max: 100 }),
    slope: fc.integer({ min: -9, max: 9 }),
    window: fc.integer({ min: 1, max: 7 }),
  }, { noNullPrototype: true });
  fc.assert(fc.property(line, ({ begin, slope, window }) => {
    const values = Array.from({ length: 20 }, (_, i) => begin + slope * i);
    const means = movingAverage(values, window);
    for (let i = window; i < 20; i++) {
      assertAlmostEquals(means[i]!, values[i]! - slope * (window - 1) / 2);
    }
  }));
});
