import type { Agent, AgentKind, AgentOf } from "./agent.ts";
import { DqnLearner } from "./deep_q/dqn_learner.ts";
import type { DiscreteTask } from "./discrete_task.ts";
import type { Model } from "../dsl/model.ts";
import { countFlops } from "../dsl/passes/count_flops.ts";
import type { Learner, LearnerParts, TrainingBudget } from "./learner.ts";
import {
  BLOCK,
  ReinforceLearner,
} from "./policy_gradient/reinforce_learner.ts";

/** What every kind of agent knows about itself. */
interface Algorithm<A extends Agent> {
  /** How many numbers its network may answer; the first is the usual one. */
  readonly outputs: (task: DiscreteTask) => readonly [number, ...number[]];
  /** Where training stops if nobody says where. */
  readonly budget: TrainingBudget;
  /** Arithmetic operations of its runs on average, by those of its network for one observation. */
  readonly flops: (agent: A, network: number) => number;
  /** Puts the agent to work. */
  readonly start: (parts: LearnerParts<A>) => Learner;
}

const ALGORITHMS: { readonly [K in AgentKind]: Algorithm<AgentOf<K>> } = {
  reinforce: {
    // Of two actions one logit is enough.
    outputs: ({ actions }) => actions === 2 ? [1, 2] : [actions],
    budget: Object.freeze({ updates: 250 }),
    // The actions of a block are chosen in BLOCK / games runs, and learned from in one.
    flops: ({ games }, network) => 4 * BLOCK * network / (BLOCK / games + 1),
    start: (parts) => new ReinforceLearner(parts),
  },
  dqn: {
    outputs: ({ actions }) => [actions],
    budget: Object.freeze({ steps: 50_000 }),
    // An update is a training step, and what the networks say of the next states.
    flops: (agent, network) => {
      const { batchSize, trainEvery, gradientSteps, double } = agent;
      const update = (double ? 5 : 4) * batchSize * network;
      return (trainEvery * network + gradientSteps * update) /
        (trainEvery + gradientSteps);
    },
    start: (parts) => new DqnLearner(parts),
  },
};

function algorithmOf(agent: Agent): Algorithm<Agent> {
  // The table pairs each kind with its own algorithm; TypeScript cannot follow the index.
  return ALGORITHMS[agent.kind] as Algorithm<Agent>;
}

/** How many numbers an agent's network may answer for a task; the first is the usual one. */
export function networkOutputs(
  agent: Agent,
  task: DiscreteTask,
): readonly [number, ...number[]] {
  return algorithmOf(agent).outputs(task);
}

/** Where an agent's training stops if nobody says where: REINFORCE after 250 updates, deep Q-learning after 50,000 steps. */
export function usualBudget(agent: Agent): TrainingBudget {
  return algorithmOf(agent).budget;
}

/** Arithmetic operations of an agent's runs on average, acting and learning. */
export function typicalFlops(agent: Agent, model: Model): number {
  return algorithmOf(agent).flops(agent, countFlops(model));
}

/** Puts an agent to work. */
export function startLearner(parts: LearnerParts<Agent>): Learner {
  return algorithmOf(parts.agent).start(parts);
}
