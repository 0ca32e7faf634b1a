import fc from "fast-check";
import { assertThrows } from "@std/assert";
import { describe } from "../../../envs/describe.ts";
import { clipReward } from "../../../envs/wrappers/clip_reward.ts";
import { rewardChange } from "./reward_change.ts";
import { anySpace, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

wrapperLaws(
  "clipReward()",
  toyWith(anySpace, anySpace),
  fc.constantFrom({ low: -0.5, high: 0.5 }, { low: 0 }, { high: 0.25 }),
  clipReward,
);
rewardChange(
  "clipReward() to both sides",
  (inner) => clipReward(inner, { low: -1, high: 1 }),
  (reward) => reward < -1 ? -1 : reward > 1 ? 1 : reward,
);
rewardChange(
  "clipReward() from below",
  (inner) => clipReward(inner, { low: 0.5 }),
  (reward) => reward < 0.5 ? 0.5 : reward,
);

Deno.test("clipReward() refuses bounds that are none", () => {
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
});
