import fc from "fast-check";
import { assertEquals } from "@std/assert";
import { polynomial } from "../../../../../dsl/backends/wasm/math/polynomial.ts";
import { TARGETS } from "../targets.ts";

import { runVector } from "./run_vector.ts";

Deno.test("a polynomial takes 1 + 2x + 3x²", () => {
  for (const target of TARGETS) {
    const values = runVector(
      target,
      [0, 1, 2, -1],
      (f, x, library) => [polynomial(f, x, [1, 2, 3], library)],
    );
    assertEquals(values, Float32Array.of(1, 6, 17, 2));
  }
});

Deno.test("a polynomial of any degree is Horner's, where floats are exact", () => {
  const whole = fc.integer({ min: -3, max: 3 });
  fc.assert(fc.property(
    fc.array(whole, { minLength: 4, maxLength: 4 }),
    fc.array(whole, { minLength: 1, maxLength: 12 }),
    fc.constantFrom(...TARGETS),
    (numbers, coefficients, target) => {
      const expected = numbers.map((x) =>
        coefficients.reduceRight((sum, c) => sum * x + c, 0)
      );
      const values = runVector(
        target,
        numbers,
        (f, x, library) => [polynomial(f, x, coefficients, library)],
      );
      // No −0.
      assertEquals([...values].map((x) => x + 0), expected.map((x) => x + 0));
    },
  ));
});
