import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { bestAction, drawAction } from "../../agents/choose_action.ts";

/** The share of [0, 1) from which an action is drawn, by scanning it. */
function shares(logits: readonly number[], actions: number): number[] {
  const counts = new Array<number>(actions).fill(0);
  const fine = 20_000;
  const row = { logits, begin: 0, count: logits.length };
  for (let i = 0; i < fine; i++) counts[drawAction(row, (i + 0.5) / fine)]!++;
  return counts.map((count) => count / fine);
}

Deno.test("drawAction() gives the first action σ(z)", () => {
  const [left] = shares([Math.log(0.7 / 0.3)], 2);
  assertAlmostEquals(left!, 0.7, 1e-3);
});

Deno.test("drawAction() draws from softmax(z): the book's 50, 20 and 30 %", () => {
  const drawn = shares([0.5, 0.2, 0.3].map(Math.log), 3);
  [0.5, 0.2, 0.3].forEach((p, i) => assertAlmostEquals(drawn[i]!, p, 1e-3));
});

const logit = fc.double({ min: -800, max: 800, noNaN: true });

Deno.test("drawAction() of two logits is that of their difference", () => {
  fc.assert(
    fc.property(
      logit,
      logit,
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (a, b, u) => {
        const two = drawAction({ logits: [a, b], begin: 0, count: 2 }, u);
        const one = drawAction({ logits: [a - b], begin: 0, count: 1 }, u);
        // Both compare u with σ(a − b), but for the last bits.
        if (Math.abs(u - 1 / (1 + Math.exp(b - a))) > 1e-12) {
          assertEquals(
            two,
            one,
          );
        }
      },
    ),
  );
});

Deno.test("bestAction() has the greatest logit, and is the first that has", () => {
  const logits = fc.array(fc.integer({ min: -3, max: 3 }), {
    minLength: 2,
    maxLength: 6,
  });
  fc.assert(fc.property(logits, fc.nat(3), (row, begin) => {
    const padded = [...new Array(begin).fill(99), ...row, 99];
    const best = bestAction({ logits: padded, begin, count: row.length });
    assertEquals(best, row.indexOf(Math.max(...row)));
  }));
  assertEquals(bestAction({ logits: [0.1], begin: 0, count: 1 }), 0);
  assertEquals(bestAction({ logits: [-0.1], begin: 0, count: 1 }), 1);
});

Deno.test("drawAction() stays within the actions", () => {
  const logits = fc.array(logit, { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(
      logits,
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (row, u) => {
        const action = drawAction(
          { logits: row, begin: 0, count: row.length },
          u,
        );
        assert(Number.isInteger(action) && action >= 0 && action < row.length);
      },
    ),
  );
});
