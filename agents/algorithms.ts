import type { Agent, AgentKind, AgentOf } from "./agent.ts";
import { DqnLearner } from "./deep_q/dqn_learner.ts";
import type { DiscreteTask } from "./discrete_task.ts";
import type { Learner, LearnerParts, TrainingBudget } from "./learner.ts";
import { ReinforceLearner } from "./policy_gradient/reinforce_learner.ts";

/** What every kind of agent knows about itself. */
interface Algorithm<A extends Agent> {
  /** How many numbers its network may answer; the first is the usual one. */
  readonly outputs: (task: DiscreteTask) => readonly [number, ...number[]];
  /** Where training stops if nobody says where. */
  readonly budget: TrainingBudget;
  /** Puts the agent to work. */
  readonly start: (parts: LearnerParts<A>) => Learner;
}

const ALGORITHMS: { readonly [K in AgentKind]: Algorithm<AgentOf<K>> } = {
  reinforce: {
    // Of two actions one logit is enough.
    outputs: ({ actions }) => actions === 2 ? [1, 2] : [actions],
    budget: Object.freeze({ updates: 250 }),
    start: (parts) => new ReinforceLearner(parts),
  },
  dqn: {
    outputs: ({ actions }) => [actions],
    budget: Object.freeze({ steps: 50_000 }),
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

/** Puts an agent to work. */
export function startLearner(parts: LearnerParts<Agent>): Learner {
  return algorithmOf(parts.agent).start(parts);
}
