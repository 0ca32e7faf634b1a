import { assert, assertEquals } from "@std/assert";
import { decodeCheckpoint } from "../../agents/checkpoint.ts";
import { dqn } from "../../agents/deep_q/dqn.ts";
import { linearEpsilon } from "../../agents/deep_q/linear_epsilon.ts";
import type { NetworkBuilder } from "../../agents/dense_network.ts";
import { evaluate } from "../../agents/evaluate.ts";
import { reinforce } from "../../agents/policy_gradient/reinforce.ts";
import { train } from "../../agents/train.ts";
import { environment } from "../../envs/description.ts";
import { box } from "../../envs/spaces/box.ts";
import { discrete } from "../../envs/spaces/discrete.ts";
import { input } from "../../dsl/input.ts";
import { finish } from "./small_agents.ts";

/** A picture of 6 × 6 pixels, half of it lit: pressing the button of that side pays 1. */
const LIT_SIDE = environment({
  id: "LitSide-v0",
  stateSize: 2,
  actionSpace: discrete(2),
  observationSpace: box({
    low: 0,
    high: 255,
    shape: [6, 6, 1],
    dtype: "uint8",
  }),
  initialize(state, random) {
    state[0] = random.integer(0, 2);
    state[1] = 0;
  },
  step(state, action) {
    state[1] = 1;
    return action === state[0] ? 1 : 0;
  },
  terminated: (state) => state[1] === 1,
  observe(state, out) {
    for (let i = 0; i < 36; i++) {
      out[i] = (i % 6 < 3) === (state[0] === 0) ? 2 : 0;
    }
  },
});

const eye: NetworkBuilder = ([height, width, channels], actions) =>
  input([height!, width!, channels!]).conv2d(4, 3, { strides: 2 }).elu()
    .flatten().dense(actions);

Deno.test("agents learn from pictures with a network of their own", async () => {
  const agents = [
    reinforce({ model: eye, games: 16, learningRate: 0.02 }),
    dqn({
      model: eye,
      batchSize: 16,
      capacity: 300,
      learningStarts: 50,
      trainEvery: 2,
      gradientSteps: 1,
      targetEvery: 20,
      learningRate: 0.005,
      epsilon: linearEpsilon(300),
    }),
  ];
  for (const agent of agents) {
    const options = { backend: "wasm", steps: 600, seed: 1 } as const;
    await using run = train(agent, LIT_SIDE, options);
    await finish(run);
    assertEquals((await evaluate(run.policy, LIT_SIDE)).mean, 1, agent.kind);
    const { tensors } = decodeCheckpoint(await run.checkpoint());
    // What is seen in bytes is remembered in bytes.
    const remembered = tensors["learner/replay/observations"];
    assert(agent.kind === "reinforce" || remembered?.dtype === "U8");
  }
});
