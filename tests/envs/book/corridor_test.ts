import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { corridor } from "../../../envs/book/corridor.ts";
import { make } from "../../../envs/make.ts";
import { mdpLaws } from "../finite_mdp/mdp_laws.ts";
import { actionValue, valuesAfter } from "../finite_mdp/solve.ts";

mdpLaws(corridor());

Deno.test("corridor() pays at its end alone", () => {
  using env = make(corridor({ length: 3 }));
  env.reset();
  const steps = [0, 1, 0, 1, 1].map((action) => env.step(action));
  assertEquals(steps.map(({ observation }) => observation), [0, 1, 0, 1, 2]);
  assertEquals(steps.map(({ reward }) => reward), [0, 0, 0, 0, 1]);
  assertEquals(steps.at(-1)!.terminated, true);
  // From the end there is nothing more to earn.
  const stay = { probability: 1, nextState: 2, reward: 0, terminated: true };
  assertEquals(env.description.P[2], [[stay], [stay]]);
});

const lengths = fc.integer({ min: 2, max: 12 });
const rewards = fc.integer({ min: 0, max: 8 }).map((eighths) => eighths / 8);

Deno.test("corridor(): whatever is earned on the way, every way to the end earns the same", () => {
  fc.assert(fc.property(
    lengths,
    rewards,
    fc.infiniteStream(fc.constantFrom(0, 1, 1)),
    (length, intermediateReward, actions) => {
      using env = make(corridor({ length, intermediateReward }));
      env.reset();
      let earned = 0;
      for (const action of actions) {
        const { reward, terminated } = env.step(action);
        earned += reward;
        if (terminated) break;
      }
      assertEquals(earned, 1 + intermediateReward * (length - 1));
    },
  ));
});

Deno.test("corridor(): to go ahead is best everywhere, and worth the discounted reward", () => {
  fc.assert(fc.property(lengths, rewards, (length, intermediateReward) => {
    const plain = corridor({ length });
    const values = valuesAfter(plain, length, { discount: 0.9 });
    for (let square = 0; square < length - 1; square++) {
      const steps = length - 1 - square;
      assertAlmostEquals(values[square]!, 0.9 ** (steps - 1), 1e-12);
    }
    const helped = corridor({ length, intermediateReward });
    const better = valuesAfter(helped, 200, { discount: 0.9 });
    for (const [back, ahead] of helped.P.slice(0, -1)) {
      const value = (outcomes: typeof back) =>
        actionValue(outcomes!, better, 0.9);
      assert(value(ahead) > value(back));
    }
  }));
});

Deno.test("corridor() refuses to be without a way", () => {
  assertThrows(
    () => corridor({ length: 1 }),
    RangeError,
    "'length' must be an integer of at least 2",
  );
  assertThrows(
    () => corridor({ intermediateReward: Infinity }),
    RangeError,
    "'intermediateReward' must be a finite number",
  );
});
