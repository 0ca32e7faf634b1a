import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { make } from "../../../envs/make.ts";
import { sample } from "../../../envs/spaces/space.ts";
import { shapeReward } from "../../../envs/wrappers/shape_reward.ts";
import { rewardChange } from "./reward_change.ts";
import { anySpace, realBox, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

wrapperLaws(
  "shapeReward()",
  toyWith(anySpace, realBox),
  fc.double({ min: 0, max: 1, noNaN: true }),
  (inner, weight) =>
    shapeReward(
      inner,
      (reward, before, _action, after) =>
        reward + weight * Math.sin(before[0]! - after[0]!),
    ),
);
rewardChange(
  "shapeReward()",
  (inner) => shapeReward(inner, (reward) => 2 * reward),
  (reward) => 2 * reward,
);

Deno.test("shapeReward() tells what was seen before and after, what was done, and whether it was the end", () => {
  fc.assert(
    fc.property(toyWith(anySpace, anySpace), fc.nat(), (toy, seed) => {
      const told: unknown[] = [];
      const shaped = shapeReward(toy, (...all) => {
        told.push(structuredClone(all));
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
    }),
  );
});

Deno.test("shapeReward() has options that JSON cannot hold, and refuses what is no function", () => {
  assertEquals(shapeReward(cartPole(), () => 0).wrappers, [
    { name: "shapeReward", options: null },
  ]);
  assertThrows(
    () => shapeReward(cartPole(), undefined as never),
    TypeError,
    "Cannot shape the rewards of CartPole as 'shape' must be a function: current value is undefined",
  );
});
