import { assertAlmostEquals, assertEquals } from "@std/assert";
import { typicalFlops } from "../../agents/algorithms.ts";
import { dqn } from "../../agents/deep_q/dqn.ts";
import { reinforce } from "../../agents/policy_gradient/reinforce.ts";
import { input } from "../../dsl/input.ts";

/** 100 operations for an observation. */
const MODEL = input([5]).dense(10, { useBias: false });

Deno.test("typicalFlops() of dqn is the mean of a step's run and an update's", () => {
  const options = { batchSize: 10, trainEvery: 3, gradientSteps: 1 };
  const mean = (double: boolean) =>
    typicalFlops(dqn({ ...options, double }), MODEL);
  // Three actions; one update with gradients (3), the next values (1), and what is best (1).
  assertEquals(mean(true), (3 * 100 + 5 * 10 * 100) / 4);
  assertEquals(mean(false), (3 * 100 + 4 * 10 * 100) / 4);
});

Deno.test("typicalFlops() of reinforce is that of acting, but for many games at once", () => {
  const mean = (games: number) => typicalFlops(reinforce({ games }), MODEL);
  // 512 actions one by one, and one run for their gradients.
  assertAlmostEquals(mean(1), (512 * 100 + 3 * 512 * 100) / 513);
  assertEquals(mean(512), (512 * 100 + 3 * 512 * 100) / 2);
});
