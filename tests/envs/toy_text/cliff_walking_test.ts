import { assert, assertEquals, assertThrows } from "@std/assert";
import { make } from "../../../envs/make.ts";
import { TOY_TEXT } from "../../../envs/toy_text/_registrations.ts";
import {
  cliffWalking,
  type CliffWalkingOptions,
} from "../../../envs/toy_text/cliff_walking.ts";
import { mdpLaws } from "../finite_mdp/mdp_laws.ts";
import { startValue, valuesAfter } from "../finite_mdp/solve.ts";
import { assertAsRecorded, recordedOf } from "./recorded.ts";

mdpLaws(cliffWalking({ isSlippery: true }));

Deno.test("cliffWalking() costs 100 for a fall, and puts one back", () => {
  using env = make(cliffWalking());
  assertEquals(env.reset().observation, 36);
  const { observation, reward, terminated } = env.step(1);
  assertEquals([observation, reward, terminated], [36, -100, false]);
  assertEquals(env.step(3).observation, 36);
  assertEquals(env.step(0).observation, 24);
});

Deno.test("cliffWalking() has Gymnasium's tables, and goes its ways", () => {
  for (const id of ["CliffWalking-v1", "CliffWalkingSlippery-v1"] as const) {
    for (const recorded of recordedOf(id)) {
      assertAsRecorded(TOY_TEXT[id].create(recorded.options), recorded);
    }
  }
  assertEquals(TOY_TEXT["CliffWalkingSlippery-v1"].create().options, {
    isSlippery: true,
  });
});

Deno.test("cliffWalking() is best walked along the edge in 13 steps; the book's safe way takes 17", () => {
  const cliff = cliffWalking();
  assertEquals(startValue(cliff, valuesAfter(cliff, 60)), -13);
  using env = make(cliff);
  env.reset();
  const [up, right, down] = [0, 1, 2];
  const way = [up, up, up, ...Array<number>(11).fill(right), down, down, down];
  const steps = way.map((action) => env.step(action));
  assertEquals(steps.reduce((sum, { reward }) => sum + reward, 0), -17);
  assert(steps.at(-1)!.terminated);
});

Deno.test("cliffWalking() shows where one is", () => {
  using env = make(cliffWalking());
  env.reset();
  const meadow = " o ".repeat(12) + "\n";
  const cliff = "[S]" + " C ".repeat(10) + " G \n";
  assertEquals(env.render("text"), meadow.repeat(3) + cliff);
});

Deno.test("cliffWalking() refuses options that it does not have", () => {
  assertThrows(
    () => cliffWalking({ slippery: true } as CliffWalkingOptions),
    RangeError,
    '"isSlippery"',
  );
});
