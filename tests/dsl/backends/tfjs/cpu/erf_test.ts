import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { erf } from "../../../../../dsl/backends/tfjs/cpu/erf.ts";

Deno.test("erf is known at a few places", () => {
  assertEquals([erf(0), erf(Infinity), erf(-Infinity), erf(NaN)], [
    0,
    1,
    -1,
    NaN,
  ]);
  assertAlmostEquals(erf(1), 0.8427007929497149, 1e-7);
  assertAlmostEquals(erf(2), 0.9953222650189527, 1e-7);
  // erf x ≈ 2x/√π near 0.
  assertAlmostEquals(erf(1e-9) * 1e9, 2 / Math.sqrt(Math.PI), 1e-7);
});

/** The integral by Simpson's rule with 2n steps. */
function integral(x: number, n = 500): number {
  const h = x / (2 * n);
  let sum = 0;
  for (let i = 0; i <= 2 * n; i++) {
    const weight = i === 0 || i === 2 * n ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp(-((i * h) ** 2));
  }
  return 2 / Math.sqrt(Math.PI) * h / 3 * sum;
}

Deno.test("erf is the integral of the bell, to single precision", () => {
  fc.assert(fc.property(fc.double({ min: -5, max: 5, noNaN: true }), (x) => {
    const expected = integral(x);
    assert(Math.abs(erf(x) - expected) <= 1.2e-7 * Math.abs(expected) + 1e-40);
  }));
});
