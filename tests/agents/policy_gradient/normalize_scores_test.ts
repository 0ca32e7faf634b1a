import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { discountedReturns } from "../../../agents/policy_gradient/discounted_returns.ts";
import { normalizeScores } from "../../../agents/policy_gradient/normalize_scores.ts";
import { assertClose, torchCase } from "../torch_cases.ts";

Deno.test("normalizeScores() of the book's two games, as torch has them", () => {
  const fixture = torchCase("book_style_returns");
  const { episodes, params: { gamma: discount } } = fixture.inputs;
  const returns = (episodes as number[][]).flatMap((rewards) => [
    ...discountedReturns(rewards, { discount }),
  ]);
  assertClose(fixture, normalizeScores(returns), fixture.outputs.normalised);
  assertAlmostEquals(normalizeScores(returns)[0]!, -0.28435071, 1e-8);
});

Deno.test("normalizeScores() uses the population's deviation", () => {
  for (const bootstrap of ["False", "True"]) {
    const fixture = torchCase(`discounted_returns_bootstrap_${bootstrap}`);
    const { returns, normalised } = fixture.outputs;
    assertClose(fixture, normalizeScores(returns), normalised);
  }
});

Deno.test("normalizeScores() of equal scores are 0, and of none there are none", () => {
  assertEquals([...normalizeScores([0.1, 0.1, 0.1])], [0, 0, 0]);
  assertEquals([...normalizeScores([7])], [0]);
  assertEquals([...normalizeScores([])], []);
});

const scores = fc.array(fc.integer({ min: -1000, max: 1000 }), {
  minLength: 2,
  maxLength: 40,
});

Deno.test("normalizeScores() has mean 0 and deviation 1, keeps order, and forgets shift and scale", () => {
  fc.assert(
    fc.property(
      scores,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: -99, max: 99 }),
      (raw, scale, shift) => {
        const normal = normalizeScores(raw);
        const equal = raw.every((x) => x === raw[0]);
        const mean = normal.reduce((a, b) => a + b, 0) / normal.length;
        const square = normal.reduce((a, b) => a + b * b, 0) / normal.length;
        assertAlmostEquals(mean, 0, 1e-9);
        assertAlmostEquals(square, equal ? 0 : 1, 1e-9);
        raw.forEach((x, i) =>
          raw.forEach((y, j) => {
            if (x < y) assert(normal[i]! < normal[j]!);
          })
        );
        const moved = normalizeScores(raw.map((x) => scale * x + shift));
        moved.forEach((x, i) => assertAlmostEquals(x, normal[i]!, 1e-9));
      },
    ),
    { examples: [[[3, 3, 3], 2, 1]] },
  );
});
