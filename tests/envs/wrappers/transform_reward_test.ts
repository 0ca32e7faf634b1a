import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { transformReward } from "../../../envs/wrappers/transform_reward.ts";
import { rewardChange } from "./reward_change.ts";
import { anySpace, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

wrapperLaws(
  "transformReward()",
  toyWith(anySpace, anySpace),
  fc.constantFrom(Math.sign, Math.abs),
  transformReward,
);
const double = (reward: number) => 2 * reward;
rewardChange(
  "transformReward()",
  (inner) => transformReward(inner, double),
  double,
);

Deno.test("transformReward() has options that JSON cannot hold", () => {
  assertEquals(transformReward(cartPole(), Math.abs).wrappers, [
    { name: "transformReward", options: null },
  ]);
});

Deno.test("transformReward() refuses what is no function", () => {
  assertThrows(
    () => transformReward(cartPole(), 2 as never),
    TypeError,
    "Cannot transform the rewards of CartPole as 'transform' must be a function: current value is 2",
  );
});
