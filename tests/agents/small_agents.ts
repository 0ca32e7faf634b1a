import type { Agent, AgentKind, AgentOf } from "../../agents/agent.ts";
import { dqn } from "../../agents/deep_q/dqn.ts";
import { linearEpsilon } from "../../agents/deep_q/linear_epsilon.ts";
import { reinforce } from "../../agents/policy_gradient/reinforce.ts";
import type { Training } from "../../agents/training.ts";
import {
  environment,
  type EnvironmentDescription,
} from "../../envs/description.ts";
import { type Discrete, discrete } from "../../envs/spaces/discrete.ts";

/** An agent of each kind, small enough for tests. */
export const SMALL_AGENTS: { readonly [K in AgentKind]: AgentOf<K> } = {
  reinforce: reinforce({ games: 8, hidden: [6], learningRate: 0.05 }),
  dqn: dqn({
    hidden: [8],
    batchSize: 16,
    capacity: 200,
    learningStarts: 30,
    trainEvery: 4,
    gradientSteps: 2,
    targetEvery: 10,
    learningRate: 0.01,
    epsilon: linearEpsilon(400, { to: 0.1 }),
  }),
};

/** All of them. */
export const AGENT_LIST: readonly Agent[] = Object.values(SMALL_AGENTS);

/**
 * One step: of three arms, called 5, 6 and 7, the one that is shown (0, 1 or 2) pays 1.
 *
 * The best policy earns 1; one that does not look, ⅓.
 */
export const SHOWN_ARM: EnvironmentDescription<Discrete, Discrete> =
  environment({
    id: "ShownArm-v0",
    stateSize: 2,
    actionSpace: discrete(3, { start: 5 }),
    observationSpace: discrete(3),
    initialize(state, random) {
      state[0] = random.integer(0, 3);
      state[1] = 0;
    },
    step(state, action) {
      state[1] = 1;
      return action - 5 === state[0] ? 1 : 0;
    },
    terminated: (state) => state[1] === 1,
    observe: (state, out) => void (out[0] = state[0]!),
  });

/** Goes through a training run to its end. */
export async function finish(training: Training): Promise<void> {
  for await (const _ of training);
}

/** The checkpoint at the end of a training run. */
export async function lastCheckpoint(training: Training): Promise<Uint8Array> {
  await using run = training;
  await finish(run);
  return await run.checkpoint();
}
