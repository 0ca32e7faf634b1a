import { assert } from "@std/assert";
import { TARGETS } from "../targets.ts";
import { arrayFunction } from "./apply_function.ts";
import { functionLaws } from "./function_laws.ts";
import { ulpsApart } from "./ulps.ts";

/** A float next to a multiple of π; its sine shows every bit that was lost. */
const NEAR_PI = Math.fround(Math.PI);

functionLaws("sin", {
  exact: Math.sin,
  ulps: 2,
  edges: [
    [0, 0],
    [-0, -0],
    [2 ** -149, 2 ** -149],
    [1e-10, 1e-10],
    [NEAR_PI, Math.sin(NEAR_PI)],
    [-NEAR_PI, -Math.sin(NEAR_PI)],
    [1e30, Math.sin(Math.fround(1e30))],
    [Infinity, NaN],
    [-Infinity, NaN],
    [NaN, NaN],
  ],
});

functionLaws("cos", {
  exact: Math.cos,
  ulps: 2,
  edges: [
    [0, 1],
    [-0, 1],
    [NEAR_PI, -1],
    [NEAR_PI / 2, Math.cos(NEAR_PI / 2)],
    [-NEAR_PI / 2, Math.cos(NEAR_PI / 2)],
    [1e30, Math.cos(Math.fround(1e30))],
    [Infinity, NaN],
    [-Infinity, NaN],
    [NaN, NaN],
  ],
});

Deno.test("sin and cos lose nothing near the multiples of π/2", () => {
  for (const target of TARGETS) {
    for (
      const [name, exact] of [["sin", Math.sin], ["cos", Math.cos]] as const
    ) {
      const near = Float32Array.from(
        { length: 667_544 },
        (_, n) => n * Math.PI / 2,
      );
      arrayFunction(name, target)(near).forEach((result, n) => {
        assert(ulpsApart(result, exact(near[n]!)) <= 2, `${name} ${near[n]}`);
      });
    }
  }
});
