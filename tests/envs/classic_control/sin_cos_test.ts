import fc from "fast-check";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { cos, sin } from "../../../envs/classic_control/_sin_cos.ts";

/** The distance from 1 to the next number: two roundings of numbers below 1. */
const NEAR = 2 ** -52;

Deno.test("sin() and cos() at the ends and the middle of a quarter turn", () => {
  assertEquals(sin(0), 0);
  assertEquals(cos(0), 1);
  assertEquals(sin(Math.PI / 2), 1);
  assertAlmostEquals(cos(Math.PI / 3), 0.5, NEAR);
});

const angle = fc.oneof(
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.double({ min: -5e5, max: 5e5, noNaN: true }),
  fc.integer({ min: -1000, max: 1000 }).map((quarters) =>
    quarters * Math.PI / 4
  ),
);

Deno.test("sin() and cos() agree with the engine's", () => {
  fc.assert(
    fc.property(angle, (x) => {
      assertAlmostEquals(sin(x), Math.sin(x), NEAR);
      assertAlmostEquals(cos(x), Math.cos(x), NEAR);
    }),
    { numRuns: 5000 },
  );
});

Deno.test("sin² + cos² = 1, sin is odd, cos is even", () => {
  fc.assert(fc.property(angle, (x) => {
    assertAlmostEquals(sin(x) ** 2 + cos(x) ** 2, 1, 2 * NEAR);
    assertEquals(sin(-x) + sin(x), 0);
    assertEquals(cos(-x), cos(x));
  }));
});

Deno.test("sin() and cos() are the engine's far out, and NaN of what is no angle", () => {
  assertEquals(sin(1e300), Math.sin(1e300));
  assertEquals(cos(-(2 ** 19)), Math.cos(2 ** 19));
  assert(Number.isNaN(sin(Infinity)) && Number.isNaN(cos(NaN)));
});

Deno.test("the angles drawn fall into every quarter, near and far", () => {
  const drawn = fc.sample(angle, { numRuns: 500, seed: 1 });
  const quarters = new Set(
    drawn.map((x) => ((Math.round(x / (Math.PI / 2)) % 4) + 4) % 4),
  );
  assertEquals(quarters.size, 4);
  const near = drawn.filter((x) => Math.abs(x) < Math.PI / 4).length;
  assert(near > 100 && near < 400);
});
