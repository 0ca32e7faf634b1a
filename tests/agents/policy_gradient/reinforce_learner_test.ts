import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { decodeCheckpoint } from "../../../agents/checkpoint.ts";
import { normalizeScores } from "../../../agents/policy_gradient/normalize_scores.ts";
import { reinforce } from "../../../agents/policy_gradient/reinforce.ts";
import { train } from "../../../agents/train.ts";
import { input } from "../../../dsl/input.ts";
import { COUNTING, PAYING_BY_ARM } from "../counting_envs.ts";

const wasm = { backend: "wasm" } as const;

Deno.test("the loss is the mean of −log π times the normalized score", async () => {
  // The reward tells the action, so everything can be computed again.
  const agent = reinforce({
    games: 20,
    model: () => input([1]).dense(1),
  });
  for (const seed of [1, 2, 3]) {
    await using run = train(agent, PAYING_BY_ARM, {
      ...wasm,
      seed,
      updates: 1,
    });
    const { tensors } = decodeCheckpoint(await run.checkpoint());
    const weight = (name: string) =>
      tensors[`memory/policy/dense_1/${name}`]!.data[0] as number;
    const z = weight("kernel") + weight("bias");
    const p = 1 / (1 + Math.exp(-z));
    for await (const { returns, metrics } of run) {
      const scores = normalizeScores(returns);
      const surprises = returns.map((reward) =>
        -Math.log(reward === 0 ? p : 1 - p)
      );
      const products = surprises.map((x, i) => x * scores[i]!);
      const mean = products.reduce((a, b) => a + b, 0) / products.length;
      assert(Math.abs(mean) > 1e-3);
      assertAlmostEquals(metrics.loss!, mean, 1e-5);
    }
  }
});

Deno.test("games end where the environment cuts them off, or the agent does", async () => {
  const lengthsOf = async (maxSteps: number) => {
    const agent = reinforce({ games: 3, hidden: [2], maxSteps });
    await using run = train(agent, COUNTING, { ...wasm, updates: 2 });
    const lengths: number[] = [];
    for await (const event of run) lengths.push(...event.lengths);
    return lengths;
  };
  assertEquals(await lengthsOf(1000), new Array(6).fill(5));
  assertEquals(await lengthsOf(3), new Array(6).fill(3));
});

Deno.test("each update is a step of Adam that knows how many came before", async () => {
  // At first the gradient hardly changes, and a step of Adam is the learning rate.
  const learningRate = 1e-3;
  const agent = reinforce({
    games: 400,
    learningRate,
    model: () => input([1]).dense(1),
  });
  const bias = "memory/policy/dense_1/bias";
  await using run = train(agent, PAYING_BY_ARM, { ...wasm, updates: 12 });
  const begun = decodeCheckpoint(await run.checkpoint()).tensors[bias]!;
  for await (const _ of run);
  const ended = decodeCheckpoint(await run.checkpoint()).tensors[bias]!;
  // The second action pays, so the logit of the first falls.
  const moved = Number(ended.data[0]) - Number(begun.data[0]);
  assertAlmostEquals(moved, -12 * learningRate, 0.5 * learningRate);
});
