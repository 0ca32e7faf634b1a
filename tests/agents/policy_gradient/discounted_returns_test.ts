import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import {
  discountedReturns,
  discountHalfLife,
} from "../../../agents/policy_gradient/discounted_returns.ts";
import { assertClose, torchCase } from "../torch_cases.ts";

Deno.test("discountedReturns() of the book's three steps", () => {
  const returns = discountedReturns([10, 0, -50], { discount: 0.8 });
  assertEquals([...returns], [-22, -40, -50]);
  // Exercise 3: 100 two steps later, at 0.9, counts 81.
  assertAlmostEquals(discountedReturns([0, 0, 100], { discount: 0.9 })[0]!, 81);
});

Deno.test("discountedReturns() agrees with torch, over ends and a last value", () => {
  for (const bootstrap of ["False", "True"]) {
    const fixture = torchCase(`discounted_returns_bootstrap_${bootstrap}`);
    const { rewards, dones, last_value: lastValue, params } = fixture.inputs;
    const found = discountedReturns(rewards, {
      discount: params.gamma,
      ends: dones,
      ...(params.bootstrap ? { lastValue } : {}),
    });
    assertClose(fixture, found, fixture.outputs.returns);
  }
});

const reward = fc.double({ min: -10, max: 10, noNaN: true });
const rewards = fc.array(reward, { minLength: 1, maxLength: 30 });
const discount = fc.double({ min: 0, max: 1, noNaN: true });

Deno.test("discountedReturns() obeys Gₜ = rₜ + γ Gₜ₊₁, and nothing passes an end", () => {
  const step = fc.tuple(reward, fc.constantFrom(0, 1));
  const steps = fc.array(step, { minLength: 1, maxLength: 30 });
  fc.assert(fc.property(steps, discount, reward, (run, γ, lastValue) => {
    const ends = run.map(([, end]) => end);
    const G = discountedReturns(run.map(([r]) => r), {
      discount: γ,
      ends,
      lastValue,
    });
    run.forEach(([r, end], t) => {
      const next = t + 1 < run.length ? G[t + 1]! : lastValue;
      assertEquals(G[t], end ? r : r + γ * next);
    });
  }));
});

Deno.test("discountedReturns() is the sum Σ γᵏ rₜ₊ₖ", () => {
  fc.assert(fc.property(rewards, discount, (r, γ) => {
    const G = discountedReturns(r, { discount: γ });
    r.forEach((_, t) => {
      const sum = r.slice(t).reduce((s, x, k) => s + γ ** k * x, 0);
      assertAlmostEquals(G[t]!, sum, 1e-9);
    });
  }));
});

Deno.test("discountedReturns() refuses a discount that is no rate", () => {
  for (const discount of [-0.1, 1.1, NaN]) {
    assertThrows(
      () => discountedReturns([1], { discount }),
      RangeError,
      "'discount' must be a finite number within [0, 1]",
    );
  }
});

Deno.test("discountHalfLife() is 13.5 steps at 0.95 and 69 at 0.99", () => {
  assertAlmostEquals(discountHalfLife(0.95), 13.513, 1e-3);
  assertAlmostEquals(discountHalfLife(0.99), 68.968, 1e-3);
  assertThrows(() => discountHalfLife(1), RangeError, "(0, 1)");
  const rate = fc.double({ min: 0.01, max: 0.999, noNaN: true });
  fc.assert(fc.property(rate, (γ) => {
    assert(Math.abs(γ ** discountHalfLife(γ) - 0.5) < 1e-9);
  }));
});
