import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import { assertSameNumbers } from "../assert_same_numbers.ts";
import { TARGETS } from "../targets.ts";
import { arrayFunction } from "./apply_function.ts";
import { ulpsApart } from "./ulps.ts";

const SPECIAL = [
  NaN,
  Infinity,
  -Infinity,
  0,
  -0,
  1,
  -1,
  2,
  -2,
  3,
  -3,
  0.5,
  -0.5,
  1.5,
  2 ** -149,
  2 ** 127,
  -(2 ** 127),
] as const;

/** Mostly exponents that are computed by products. */
const exponents = fc.oneof(
  fc.constantFrom(0, 1, 2, 3),
  fc.integer({ min: -6, max: 6 }),
  fc.constantFrom(...SPECIAL),
  fc.float({ min: -8, max: 8 }),
);
const bases = fc.oneof(
  fc.constantFrom(...SPECIAL),
  fc.float({ min: -8, max: 8 }),
  fc.float(),
);

for (const target of TARGETS) {
  const power = arrayFunction("power", target);
  const title = `power${target.relaxed ? ", relaxed," : ""}`;

  Deno.test(`${title} takes 2³ and 4^½`, () => {
    const result = power(Float32Array.of(2, 4), Float32Array.of(3, 0.5));
    assertEquals(result, Float32Array.of(8, 2));
  });

  Deno.test(`${title} is what JavaScript's is, for special numbers`, () => {
    const pairs = SPECIAL.flatMap((x) =>
      SPECIAL.map((y) => [Math.fround(x), Math.fround(y)] as const)
    );
    const results = power(
      Float32Array.from(pairs, ([x]) => x),
      Float32Array.from(pairs, ([, y]) => y),
    );
    assertSameNumbers(
      results,
      Float32Array.from(pairs, ([x, y]) => Math.pow(x, y)),
    );
  });

  Deno.test(`${title} is within 1.5 ulp of JavaScript's, whatever the other lanes`, () => {
    fc.assert(fc.property(fc.array(fc.tuple(bases, exponents)), (pairs) => {
      const results = power(
        Float32Array.from(pairs, ([x]) => x),
        Float32Array.from(pairs, ([, y]) => y),
      );
      pairs.forEach(([x, y], i) => {
        const exact = Math.pow(Math.fround(x), Math.fround(y));
        assert(ulpsApart(results[i]!, exact) <= 1.5);
        const alone = power(Float32Array.of(x), Float32Array.of(y));
        assertSameNumbers(alone, [results[i]!]);
      });
    }));
  });
}
