import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertRejects,
} from "@std/assert";
import { evaluate } from "../../agents/evaluate.ts";
import type { Actor, Policy } from "../../agents/actor.ts";
import { describe } from "../../envs/describe.ts";
import { environment } from "../../envs/description.ts";
import { box } from "../../envs/spaces/box.ts";
import { discrete } from "../../envs/spaces/discrete.ts";
import { reinforce } from "../../agents/policy_gradient/reinforce.ts";
import { train } from "../../agents/train.ts";
import { SHOWN_ARM } from "./small_agents.ts";

Deno.test("evaluate() finds what the book says of its hard-coded policy", async () => {
  const { mean, std, min, max, returns, lengths } = await evaluate(
    (observation) => observation[2]! < 0 ? 0 : 1,
    "CartPole-v1",
    { episodes: 500 },
  );
  assert(mean > 40.9 && mean < 43.4, `${mean}`);
  assert(std > 7.5 && std < 10, `${std}`);
  assert(min >= 23 && min <= 26 && max >= 58 && max <= 78, `${min} ${max}`);
  assertEquals(returns, lengths);
  assertEquals(returns.length, 500);
});

Deno.test("evaluate() of a random policy earns about 22", async () => {
  const { mean } = await evaluate(
    (_observation, random) => random.integer(0, 2),
    "CartPole-v1",
    { episodes: 400 },
  );
  assertAlmostEquals(mean, 22, 2.5);
});

Deno.test("evaluate() summarizes the returns that it answers", async () => {
  const { returns, mean, std, min, max } = await evaluate(
    (observation) => observation[2]! < 0 ? 0 : 1,
    "CartPole-v1",
    { episodes: 7 },
  );
  const average = returns.reduce((a, b) => a + b, 0) / 7;
  const square = returns.reduce((a, b) => a + (b - average) ** 2, 0) / 7;
  assertAlmostEquals(mean, average);
  assertAlmostEquals(std, Math.sqrt(square));
  assertEquals([min, max], [Math.min(...returns), Math.max(...returns)]);
});

Deno.test("evaluate() plays game i alike, however many are played", async () => {
  const policy = (
    _: Float32Array,
    random: { integer(a: number, b: number): number },
  ) => random.integer(0, 2);
  const play = (episodes: number, seed = 3) =>
    evaluate(policy, "CartPole-v1", { episodes, seed });
  const { returns } = await play(230);
  // Those of the second hundred are others than those of the first.
  assert(returns.slice(100, 200).join() !== returns.slice(0, 100).join());
  for (const episodes of [1, 30, 100, 101]) {
    assertEquals((await play(episodes)).returns, returns.slice(0, episodes));
  }
  assert((await play(30, 4)).returns.join() !== returns.slice(0, 30).join());
});

Deno.test("evaluate() gives policies what their spaces say: choices as numbers, boxes as arrays", async () => {
  const look = await evaluate((shown) => 5 + shown, SHOWN_ARM);
  assertEquals(look.mean, 1);
  const target = environment({
    id: "Target-v0",
    stateSize: 2,
    actionSpace: box({ low: -1, high: 1, shape: [2] }),
    observationSpace: box({ low: -1, high: 1, shape: [2] }),
    initialize(state, random) {
      state[0] = random.uniform();
      state[1] = 0;
    },
    step(state, action) {
      state[1] = 1;
      return Math.abs(action[0]! - state[0]!) + action[1]!;
    },
    terminated: (state) => state[1] === 1,
    observe: (state, out) => void out.set(state),
  });
  const { mean } = await evaluate(
    (seen) => Float32Array.of(seen[0]!, 0.5),
    target,
  );
  assertAlmostEquals(mean, 0.5, 1e-6);
});

Deno.test("evaluate() cuts games off, and gives back who acted", async () => {
  let [acting, disposed] = [0, 0];
  const { observationSpace, actionSpace } = describe("CartPole-v1");
  const lazy: Policy = {
    observationSpace,
    actionSpace,
    actor: (games) => {
      acting = games;
      const actor: Actor = {
        act: (_observations, actions) => void actions.fill(0),
        [Symbol.dispose]: () => void disposed++,
      };
      return Promise.resolve(actor);
    },
  };
  const { lengths, returns } = await evaluate(lazy, "CartPole-v1", {
    episodes: 3,
    maxSteps: 5,
  });
  assertEquals([lengths, returns], [[5, 5, 5], [5, 5, 5]]);
  assertEquals([acting, disposed], [3, 1]);
});

Deno.test("evaluate() refuses numbers of games that are none", async () => {
  const play = (options: object) => () =>
    evaluate(() => 0, "CartPole-v1", options);
  await assertRejects(play({ episodes: 0 }), RangeError, "'episodes'");
  await assertRejects(play({ seed: 0.5 }), RangeError, "'seed'");
  await assertRejects(play({ maxSteps: -1 }), RangeError, "'maxSteps'");
});

Deno.test("evaluate() refuses what is no action, and policies of other environments", async () => {
  for (const action of [0.5, true, "1", [1], undefined, Promise.resolve(0)]) {
    await assertRejects(
      () => evaluate(() => action as never, "CartPole-v1", { episodes: 1 }),
      RangeError,
      "an action must be a value of",
    );
  }
  await using training = train(reinforce(), "CartPole-v1", { backend: "wasm" });
  const other = environment({
    id: "Other-v0",
    stateSize: 1,
    actionSpace: discrete(2),
    observationSpace: box({ low: 0, high: 1, shape: [2] }),
    initialize: () => {},
    step: () => 1,
    terminated: () => false,
    observe: (_state, out) => out.fill(0),
    maxEpisodeSteps: 3,
  });
  await assertRejects(
    () => evaluate(training.policy, other, { episodes: 1 }),
    RangeError,
    "Cannot evaluate a policy on Other-v0 as it acts where the observationSpace is",
  );
  for (const wrong of [reinforce(), null, 5, "reinforce"]) {
    await assertRejects(
      () => evaluate(wrong as unknown as Policy, "CartPole-v1"),
      TypeError,
      "it must be a function, or the policy of a training run",
    );
  }
});
