import { assertSameNumbers } from "../assert_same_numbers.ts";
import { TARGETS } from "../targets.ts";
import { arrayFunction } from "./apply_function.ts";
import { functionLaws } from "./function_laws.ts";
import { ALL, floatsOf } from "./sweep.ts";

functionLaws("tanh", {
  exact: Math.tanh,
  ulps: 3,
  edges: [
    [0, 0],
    [-0, -0],
    [1e-10, 1e-10],
    [-1e-10, -1e-10],
    [2 ** -149, 2 ** -149],
    [-(2 ** -149), -(2 ** -149)],
    [10, 1],
    [-1e38, -1],
    [Infinity, 1],
    [-Infinity, -1],
    [NaN, NaN],
  ],
});

Deno.test("tanh is odd, to the bit", () => {
  for (const target of TARGETS) {
    const tanh = arrayFunction("tanh", target);
    for (const floats of floatsOf(ALL)) {
      assertSameNumbers(
        tanh(floats.map((x) => -x)),
        tanh(floats).map((x) => -x),
      );
    }
  }
});
