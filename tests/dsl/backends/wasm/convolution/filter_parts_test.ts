import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  filterParts,
  type NumberLoop,
} from "../../../../../dsl/backends/wasm/convolution/filter_parts.ts";

Deno.test("three runs of 48 are divided by six, three runs of 3 not at all", () => {
  assertEquals(
    filterParts([{ count: 3, step: 100 }, { count: 48, step: 1 }]),
    {
      part: [0, 1, 2, 3, 4, 5],
      parts: [{ count: 3, step: 100 }, { count: 8, step: 6 }],
    },
  );
  assertEquals(
    filterParts([{ count: 3, step: 30 }, { count: 3, step: 1 }]),
    {
      part: [0, 1, 2, 30, 31, 32, 60, 61, 62],
      parts: [{ count: 1, step: 90 }],
    },
  );
  assertEquals(filterParts([]), { part: [0], parts: [] });
});

const loops: fc.Arbitrary<NumberLoop[]> = fc.array(
  fc.record({
    count: fc.integer({ min: 2, max: 40 }),
    step: fc.integer({ min: 1, max: 1000 }),
  }),
  { minLength: 1, maxLength: 3 },
);

function numbersOf(loops: readonly NumberLoop[]): number[] {
  const [loop, ...rest] = loops;
  if (!loop) return [0];
  const inner = numbersOf(rest);
  return Array.from(
    { length: loop.count },
    (_, i) => inner.map((elements) => elements + i * loop.step),
  ).flat();
}

Deno.test("parts hold all numbers in order, few enough for their code to be short", () => {
  fc.assert(fc.property(loops, (loops) => {
    const { part, parts } = filterParts(loops);
    const together = numbersOf(parts)
      .flatMap((start) => part.map((elements) => start + elements));
    assertEquals(together, numbersOf(loops));
    assert(part.length <= 24);
  }));
});

Deno.test("a number of channels that six divides fills all tiles", () => {
  const count = fc.integer({ min: 1, max: 30 }).map((sixes) => 6 * sixes);
  fc.assert(fc.property(count, (count) => {
    const { part } = filterParts([{ count: 3, step: 1000 }, {
      count,
      step: 1,
    }]);
    assertEquals(part.length, 6);
  }));
});
