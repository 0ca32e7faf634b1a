import fc from "fast-check";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { describe } from "../../../envs/describe.ts";
import { make } from "../../../envs/make.ts";
import { sample } from "../../../envs/spaces/space.ts";
import { clipReward } from "../../../envs/wrappers/clip_reward.ts";
import { potentialShaping } from "../../../envs/wrappers/potential_shaping.ts";
import { shapeReward } from "../../../envs/wrappers/shape_reward.ts";
import { transformReward } from "../../../envs/wrappers/transform_reward.ts";
import { anySpace, realBox, toyWith } from "./toys.ts";
import { seenIn, wrapperLaws } from "./wrapper_laws.ts";

const toys = toyWith(anySpace, anySpace);

wrapperLaws(
  "clipReward()",
  toys,
  fc.constantFrom({ low: -0.5, high: 0.5 }, { low: 0 }, { high: 0.25 }),
  clipReward,
);
wrapperLaws(
  "transformReward()",
  toys,
  fc.constantFrom(Math.sign, Math.abs),
  transformReward,
);
wrapperLaws(
  "shapeReward()",
  toyWith(anySpace, realBox),
  fc.double({ min: 0, max: 1, noNaN: true }),
  (inner, discount) => {
    const potential = (seen: ArrayLike<number>) => Math.sin(seen[0]!);
    return shapeReward(inner, potentialShaping(potential, { discount }));
  },
);

interface Seen {
  readonly reward?: number;
}

/** The same without rewards. */
function besides(seen: readonly unknown[]): unknown[] {
  return seen.map((each) => ({ ...each as Seen, reward: null }));
}

Deno.test("wrappers of rewards change rewards and nothing else", () => {
  fc.assert(fc.property(toys, fc.nat(), (toy, seed) => {
    const plain = seenIn(toy, seed, 15);
    const double = (reward: number) => 2 * reward;
    for (
      const [wrapped, change] of [
        [
          clipReward(toy, { low: -1, high: 1 }),
          (r: number) => r < -1 ? -1 : r > 1 ? 1 : r,
        ],
        [transformReward(toy, double), double],
        [shapeReward(toy, double), double],
      ] as const
    ) {
      const seen = seenIn(wrapped, seed, 15);
      assertEquals(besides(seen), besides(plain));
      (seen as Seen[]).forEach(({ reward }, i) => {
        const { reward: before } = plain[i] as Seen;
        assertEquals(reward, before === undefined ? before : change(before));
      });
    }
  }));
});

Deno.test("shapeReward() tells what was seen before and after, what was done, and whether it was the end", () => {
  fc.assert(fc.property(toys, fc.nat(), (toy, seed) => {
    const told: unknown[] = [];
    const shaped = shapeReward(toy, (reward, before, action, after, over) => {
      told.push(structuredClone([reward, before, action, after, over]));
      return 0;
    });
    using env = make(shaped);
    using hand = make(toy);
    const choices = RandomStream.from(seed);
    env.reset({ seed });
    let before = hand.reset({ seed }).observation;
    for (let i = 0; i < 10; i++) {
      const action = sample(toy.actionSpace, choices);
      env.step(action);
      const step = hand.step(action);
      const { reward, observation: after, terminated } = step;
      assertEquals(told.pop(), [reward, before, action, after, terminated]);
      before = after;
      if (!step.terminated && !step.truncated) continue;
      env.reset();
      before = hand.reset().observation;
    }
  }));
});

Deno.test("shaping by a potential telescopes: Σ γᵗF = γᵀΦ(s_T) − Φ(s₀), and Φ is 0 at the end", () => {
  const discounts = fc.double({ min: 0, max: 1, noNaN: true });
  const potential = (seen: ArrayLike<number>) => seen[0]! ** 2 - 3;
  const cases = fc.tuple(toyWith(anySpace, realBox), discounts, fc.nat());
  fc.assert(fc.property(cases, ([toy, discount, seed]) => {
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

Deno.test("what counted as solved no longer does where rewards are others", () => {
  const solved = describe("CartPole-v1");
  assertEquals(solved.rewardThreshold, 475);
  for (
    const wrapped of [
      clipReward(solved, { low: -1, high: 1 }),
      transformReward(solved, Math.abs),
      shapeReward(solved, () => 0),
    ]
  ) assertEquals(wrapped.rewardThreshold, null);
});

Deno.test("functions of the user are no options that JSON holds", () => {
  const solved = describe("CartPole-v1");
  assertEquals(transformReward(solved, Math.abs).wrappers, [
    { name: "transformReward", options: null },
  ]);
  assertEquals(shapeReward(solved, () => 0).wrappers, [
    { name: "shapeReward", options: null },
  ]);
});

Deno.test("wrappers of rewards refuse what says nothing", () => {
  const solved = describe("CartPole-v1");
  assertThrows(
    () => clipReward(solved, {}),
    RangeError,
    "Cannot clip the rewards of CartPole-v1 as there must be a bound, 'low' or 'high': current value is null",
  );
  assertThrows(
    () => clipReward(solved, { low: 1, high: 0 }),
    RangeError,
    "'low' must be at most 'high': current value is 1 and 0",
  );
  assertThrows(
    () => clipReward(solved, { low: -Infinity }),
    RangeError,
    "'low' must be a finite number",
  );
  for (
    const act of [
      () => transformReward(solved, 2 as never),
      () => shapeReward(solved, undefined as never),
      () => potentialShaping(null as never, { discount: 1 }),
    ]
  ) assertThrows(act, TypeError, "must be a function");
  assertThrows(
    () => potentialShaping(() => 0, { discount: 1.1 }),
    RangeError,
    "'discount' must be a finite number within [0, 1]: current value is 1.1",
  );
});
