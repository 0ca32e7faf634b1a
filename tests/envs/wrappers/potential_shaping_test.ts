import fc from "fast-check";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { make } from "../../../envs/make.ts";
import { sample } from "../../../envs/spaces/space.ts";
import { potentialShaping } from "../../../envs/wrappers/potential_shaping.ts";
import { shapeReward } from "../../../envs/wrappers/shape_reward.ts";
import { transformReward } from "../../../envs/wrappers/transform_reward.ts";
import { anySpace, realBox, toyWith } from "./toys.ts";

Deno.test("potentialShaping() adds γΦ(s′) − Φ(s), where the potential of the end is 0", () => {
  const shape = potentialShaping((x: number) => 10 * x, { discount: 0.5 });
  assertEquals(shape(1, 2, null, 6, false), 1 + 0.5 * 60 - 20);
  assertEquals(shape(1, 2, null, 6, true), 1 - 20);
});

Deno.test("shaping by a potential telescopes: Σ γᵗF = γᵀΦ(s_T) − Φ(s₀)", () => {
  const discounts = fc.double({ min: 0, max: 1, noNaN: true });
  const potential = (seen: ArrayLike<number>) => seen[0]! ** 2 - 3;
  const toys = toyWith(anySpace, realBox);
  fc.assert(fc.property(toys, discounts, fc.nat(), (toy, discount, seed) => {
    const silent = transformReward(toy, () => 0);
    using env = make(
      shapeReward(silent, potentialShaping(potential, { discount })),
    );
    const choices = RandomStream.from(seed);
    const first = potential(env.reset({ seed }).observation);
    let sum = 0;
    let weight = 1;
    for (let i = 0; i < 12; i++) {
      const step = env.step(sample(toy.actionSpace, choices));
      sum += weight * step.reward;
      weight *= discount;
      const last = step.terminated ? 0 : potential(step.observation);
      const expected = weight * last - first;
      assertAlmostEquals(sum, expected, 1e-6 * (1 + Math.abs(expected)));
      if (step.terminated || step.truncated) break;
    }
  }));
});

Deno.test("potentialShaping() refuses what is no potential or discount", () => {
  assertThrows(
    () => potentialShaping(null as never, { discount: 1 }),
    TypeError,
    "Cannot shape rewards by a potential as 'potential' must be a function: current value is null",
  );
  for (const discount of [-0.1, 1.1, NaN]) {
    assertThrows(
      () => potentialShaping(() => 0, { discount }),
      RangeError,
      "'discount' must be a finite number within [0, 1]",
    );
  }
});
