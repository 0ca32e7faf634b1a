import { requirePositiveInteger, requireWithin } from "../../core/errors.ts";
import type { ActivationName } from "../../dsl/layers/activation.ts";
import {
  type DenseNetwork,
  type Network,
  type NetworkInitializer,
  type NetworkOptions,
  resolveNetwork,
} from "../dense_network.ts";

/** Options for {@linkcode reinforce}. */
export interface ReinforceOptions extends NetworkOptions {
  /** Units of each hidden layer. @default {[4]} */
  readonly hidden?: readonly number[];
  /** The function after each hidden layer. @default {"elu"} */
  readonly activation?: ActivationName;
  /** How weights begin. @default {"heNormal"} */
  readonly initializer?: NetworkInitializer;
  /** How many games are played for each update. @default {10} */
  readonly games?: number;
  /** After how many steps a game is cut off, if the environment does not do so before. @default {1000} */
  readonly maxSteps?: number;
  /** γ, how much the next step counts, within [0, 1]. @default {0.95} */
  readonly discount?: number;
  /** Adam's learning rate. @default {0.01} */
  readonly learningRate?: number;
}

/** An agent that learns by REINFORCE, described as plain data. */
export interface Reinforce {
  /** Tag of this agent. */
  readonly kind: "reinforce";
  /** Its network. */
  readonly network: Network;
  /** How many games are played for each update. */
  readonly games: number;
  /** After how many steps a game is cut off. */
  readonly maxSteps: number;
  /** γ, how much the next step counts. */
  readonly discount: number;
  /** Adam's learning rate. */
  readonly learningRate: number;
}

const NETWORK: DenseNetwork = Object.freeze({
  hidden: Object.freeze([4]),
  activation: "elu",
  initializer: "heNormal",
});

/**
 * Describes an agent that makes good actions more likely and bad ones less: REINFORCE.
 *
 * It plays some games, scores every action by the discounted rewards that
 * followed, normalizes the scores over all actions of all games, and follows
 * the gradient of Σ score · log π(action) with Adam. Actions must be discrete;
 * of two, the network answers one logit, that of the first.
 *
 * The defaults are those of *Hands-On Machine Learning*, chapter 16.
 * Williams, "Simple statistical gradient-following algorithms" (1992).
 *
 * @param options The network, the games and the learning rate.
 * @returns A frozen description.
 * @throws {RangeError} If a number is out of range, or a name is not known.
 *
 * @example Two updates on the pole
 * ```ts
 * import { reinforce, train } from "@silica/silica/agents";
 * import { assertEquals } from "@std/assert";
 *
 * const training = train(reinforce({ games: 2 }), "CartPole-v1", { updates: 2 });
 * for await (const { metrics } of training) {
 *   assertEquals(Number.isFinite(metrics.loss), true);
 * }
 * assertEquals(training.progress.updates, 2);
 * ```
 */
export function reinforce(options: ReinforceOptions = {}): Reinforce {
  const { games = 10, maxSteps = 1000, discount = 0.95, learningRate = 0.01 } =
    options;
  const action = "describe a reinforce agent";
  requirePositiveInteger(games, action, "games");
  requirePositiveInteger(maxSteps, action, "maxSteps");
  requireWithin(discount, action, "discount", { min: 0, max: 1 });
  const positive = { min: 0, minExclusive: true };
  requireWithin(learningRate, action, "learningRate", positive);
  return Object.freeze({
    kind: "reinforce",
    network: resolveNetwork(action, options, NETWORK),
    games,
    maxSteps,
    discount,
    learningRate,
  });
}
