/**
 * Agents that learn to act: describe one, let it play, see how good it became.
 *
 * ```ts
 * import { evaluate, reinforce, train } from "@silica/silica/agents";
 * import { assert } from "@std/assert";
 *
 * const agent = reinforce({ hidden: [32], activation: "tanh", discount: 0.99 });
 * await using training = train(agent, "CartPole-v1", { updates: 10, seed: 1 });
 * for await (const { step, metrics } of training) {
 *   assert(step > 0 && metrics.return! > 0);
 * }
 * const { mean } = await evaluate(training.policy, "CartPole-v1", { episodes: 20 });
 * assert(mean > 20);
 * ```
 *
 * @module
 */
export * from "./actor.ts";
export * from "./agent.ts";
export {
  AGENT_KINDS,
  agentFromJson,
  type AgentJson,
  agentToJson,
} from "./agent_json.ts";
export { usualBudget } from "./algorithms.ts";
export * from "./choose_action.ts";
export * from "./deep_q/dqn.ts";
export * from "./deep_q/linear_epsilon.ts";
export * from "./deep_q/replay_buffer.ts";
export * from "./deep_q/td_loss.ts";
export {
  type CustomNetwork,
  type DenseNetwork,
  type Network,
  NETWORK_INITIALIZERS,
  type NetworkBuilder,
  type NetworkInitializer,
  type NetworkOptions,
} from "./dense_network.ts";
export * from "./evaluate.ts";
export type { TrainingBudget, TrainingProgress } from "./learner.ts";
export * from "./policy_gradient/discounted_returns.ts";
export * from "./policy_gradient/normalize_scores.ts";
export * from "./policy_gradient/policy_gradient_loss.ts";
export * from "./policy_gradient/reinforce.ts";
export * from "./presets.ts";
export * from "./train.ts";
export * from "./training.ts";
