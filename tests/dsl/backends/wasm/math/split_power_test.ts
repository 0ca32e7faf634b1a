import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import { splitPower } from "../../../../../dsl/backends/wasm/math/split_power.ts";
import { TARGETS } from "../targets.ts";

import { runVector } from "./run_vector.ts";

const BIAS = 127;

for (const target of TARGETS) {
  const title = `a power${target.relaxed ? ", relaxed," : ""}`;
  /** n and r of each number. */
  const split = (numbers: readonly number[]) => {
    const values = runVector(target, numbers, (f, x, library) => {
      const { exponent, rest } = splitPower(f, x, BIAS, library);
      return [exponent, rest];
    });
    const words = new Int32Array(values.buffer, 0, 4);
    return numbers.map((_, i) => ({
      n: (words[i]! & 0xff) - BIAS,
      r: values[4 + i]!,
    }));
  };

  Deno.test(`${title} splits into powers of 2 and of e`, () => {
    const [zero, one, two, below] = split([0, 0.25, 0.75, -88]);
    assertEquals(zero, { n: 0, r: 0 });
    assertEquals(one, { n: 0, r: 0.25 });
    assertEquals(two!.n, 1);
    assertEquals(below!.n, -127);
  });

  Deno.test(`${title} is n ln 2 + r, r between ± ln 2 / 2`, () => {
    const number = fc.float({ min: -88, max: 88, noNaN: true });
    const four = fc.array(number, { minLength: 4, maxLength: 4 });
    fc.assert(fc.property(four, (numbers) => {
      split(numbers).forEach(({ n, r }, i) => {
        assert(Math.abs(r) <= Math.LN2 / 2 + 1e-5);
        const error = n * Math.LN2 + r - numbers[i]!;
        // Half of the distance between floats below ½, for each of two roundings.
        assert(Math.abs(error) <= 2 ** -25);
      });
    }));
  });
}
