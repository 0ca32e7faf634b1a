import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { decodeCheckpoint } from "../../../agents/checkpoint.ts";
import { dqn } from "../../../agents/deep_q/dqn.ts";
import { linearEpsilon } from "../../../agents/deep_q/linear_epsilon.ts";
import { train } from "../../../agents/train.ts";
import type { EnvironmentDescription } from "../../../envs/description.ts";
import { input } from "../../../dsl/input.ts";
import {
  COUNTING,
  COUNTING_TO_THE_END,
  PAYING_BY_ARM,
} from "../counting_envs.ts";
import { finish } from "../small_agents.ts";

/** All arrays in the checkpoint after so many steps, by name. */
async function arraysAfter(
  steps: number,
  env: EnvironmentDescription,
  options: Parameters<typeof dqn>[0],
): Promise<(name: string) => number[]> {
  await using run = train(dqn(options), env, { backend: "wasm", steps });
  await finish(run);
  const { tensors } = decodeCheckpoint(await run.checkpoint());
  return (name) => [...tensors[name]!.data as Float32Array];
}

Deno.test("a game that is cut off goes on for the memory; one that ends does not", async () => {
  const idle = { hidden: [2], learningStarts: 1000 };
  for (const env of [COUNTING, COUNTING_TO_THE_END]) {
    const array = await arraysAfter(12, env, idle);
    const counts = [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1];
    assertEquals(array("learner/replay/observations"), counts);
    // What a step led to is seen before another game begins.
    const next = counts.map((count) => count + 1);
    assertEquals(array("learner/replay/nextObservations"), next);
    assertEquals(array("learner/replay/rewards"), next);
    const ends = env === COUNTING ? 0 : 1;
    assertEquals(
      array("learner/replay/continues"),
      counts.map((count) => count === 4 ? 1 - ends : 1),
    );
  }
});

Deno.test("ε decides how often the action is random", async () => {
  const shareOfFirst = async (epsilon: number) => {
    const steady = linearEpsilon(1, { from: epsilon, to: epsilon });
    const options = { hidden: [2], learningStarts: 1e6, epsilon: steady };
    const array = await arraysAfter(2000, PAYING_BY_ARM, options);
    const actions = array("learner/replay/actions");
    return actions.filter((action) => action === 0).length / 2000;
  };
  const greedy = await shareOfFirst(0);
  assert(greedy === 0 || greedy === 1);
  assertAlmostEquals(await shareOfFirst(1), 0.5, 0.05);
  const half = await shareOfFirst(0.5);
  assertAlmostEquals(Math.abs(half - greedy), 0.25, 0.05);
});

Deno.test("each update is a step of Adam that knows how many came before", async () => {
  // Rewards far above all values: Huber's gradient is −1 for the chosen action, so
  // that with every update both biases rise by the learning rate.
  const agent = {
    model: () => input([1]).dense(2),
    discount: 0,
    epsilon: linearEpsilon(1, { from: 1, to: 1 }),
    batchSize: 2000,
    learningStarts: 100,
    trainEvery: 100,
    gradientSteps: 20,
    learningRate: 0.01,
    clipGlobalNorm: 1e9,
  };
  const rich = {
    ...PAYING_BY_ARM,
    step(state: Float64Array) {
      state[0] = 1;
      return 1e6;
    },
  };
  const array = await arraysAfter(100, rich, agent);
  for (const bias of array("memory/online/dense_1/bias")) {
    assertAlmostEquals(bias, 20 * 0.01, 0.004);
  }
});

Deno.test("gradients are shortened before Adam sees them", async () => {
  const options = {
    hidden: [4],
    learningStarts: 50,
    trainEvery: 50,
    gradientSteps: 1,
    clipGlobalNorm: 1e-3,
  };
  const array = await arraysAfter(50, COUNTING, options);
  const slots = ["kernel", "bias"].flatMap((name) =>
    [1, 2].flatMap((layer) =>
      array(
        `memory/optimizer/scaleByAdam_1/mean/online/dense_${layer}/${name}`,
      )
    )
  );
  // After one update Adam's mean is 0.1 g.
  const length = Math.sqrt(slots.reduce((sum, m) => sum + (10 * m) ** 2, 0));
  assertAlmostEquals(length, 1e-3, 1e-6);
});
