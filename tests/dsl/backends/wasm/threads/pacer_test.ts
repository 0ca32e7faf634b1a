import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import {
  Pacer,
  type Way,
} from "../../../../../dsl/backends/wasm/threads/pacer.ts";

/** Milliseconds of a run done in each way. */
type Times = { readonly [W in Way]: number };

/** The ways of so many runs, which take these times. */
function waysOf(runs: number, times: Times, pacer = new Pacer()): Way[] {
  return Array.from({ length: runs }, () => {
    const { way } = pacer;
    pacer.record(times[way]);
    return way;
  });
}

Deno.test("both ways are tried for 20 ms, and the quicker one is kept 50 times as long", () => {
  const ways = waysOf(1_060, { alone: 2, together: 1 });
  assertEquals(ways.slice(0, 10), Array(10).fill("alone"));
  assertEquals(ways.slice(10, 1_030), Array(1_020).fill("together"));
  // The other way is tried again, and is still slower.
  assertEquals(ways.slice(1_030, 1_040), Array(10).fill("alone"));
  assertEquals(ways.slice(1_040), Array(20).fill("together"));
});

Deno.test("the first half of a trial does not count", () => {
  const pacer = new Pacer();
  waysOf(10, { alone: 2, together: NaN }, pacer);
  assertEquals(pacer.way, "together");
  pacer.record(9);
  pacer.record(9);
  waysOf(2, { alone: NaN, together: 1 }, pacer);
  assertEquals(pacer.way, "together");
});

Deno.test("a way that has become slower is left after its time", () => {
  const pacer = new Pacer();
  waysOf(10 + 20 + 1_000, { alone: 2, together: 1 }, pacer);
  const ways = waysOf(1_000, { alone: 2, together: 8 }, pacer);
  assertEquals(ways.at(-1), "alone");
});

Deno.test("in the long run the slower way costs a few percent", () => {
  const milliseconds = fc.double({ min: 0.01, max: 100, noNaN: true });
  fc.assert(fc.property(milliseconds, milliseconds, (alone, together) => {
    fc.pre(Math.max(alone, together) < 10 * Math.min(alone, together));
    const best = Math.min(alone, together);
    const times = { alone, together };
    const pacer = new Pacer();
    let spent = 0;
    let runs = 0;
    while (spent < 10_000 + 300 * best) {
      const { way } = pacer;
      pacer.record(times[way]);
      spent += times[way];
      runs++;
    }
    assert(spent < 1.15 * runs * best, `${spent} for ${runs} of ${best}`);
  }));
});
