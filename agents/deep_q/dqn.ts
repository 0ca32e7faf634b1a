import {
  cannot,
  formatValue,
  requireInteger,
  requirePositiveInteger,
  requireWithin,
} from "../../core/errors.ts";
import type { ActivationName } from "../../dsl/layers/activation.ts";
import {
  type DenseNetwork,
  type Network,
  type NetworkInitializer,
  type NetworkOptions,
  resolveNetwork,
} from "../dense_network.ts";
import { type LinearEpsilon, linearEpsilon } from "./linear_epsilon.ts";

/** Options for {@linkcode dqn}. */
export interface DqnOptions extends NetworkOptions {
  /** Units of each hidden layer. @default {[128]} */
  readonly hidden?: readonly number[];
  /** The function after each hidden layer. @default {"relu"} */
  readonly activation?: ActivationName;
  /** How weights begin. @default {"heUniform"} */
  readonly initializer?: NetworkInitializer;
  /** γ, how much the next step counts, within [0, 1]. @default {0.99} */
  readonly discount?: number;
  /** Adam's learning rate. @default {0.0023} */
  readonly learningRate?: number;
  /** How many transitions an update learns from. @default {128} */
  readonly batchSize?: number;
  /** How many transitions are remembered. @default {100_000} */
  readonly capacity?: number;
  /** How many steps are played before the first update. @default {1000} */
  readonly learningStarts?: number;
  /** After how many steps updates follow. @default {256} */
  readonly trainEvery?: number;
  /** How many updates follow. @default {256} */
  readonly gradientSteps?: number;
  /** After how many updates the online network is copied to the target network. @default {256} */
  readonly targetEvery?: number;
  /** How often a random action is tried, by the number of steps taken. @default {linearEpsilon(8000, { to: 0.04 })} */
  readonly epsilon?: LinearEpsilon;
  /** Whether the online network chooses the next action that the target network values. @default {true} */
  readonly double?: boolean;
  /** The length that all gradients together are shortened to. @default {10} */
  readonly clipGlobalNorm?: number;
}

/** An agent that learns by deep Q-learning, described as plain data. */
export interface Dqn {
  /** Tag of this agent. */
  readonly kind: "dqn";
  /** Its network. */
  readonly network: Network;
  /** γ, how much the next step counts. */
  readonly discount: number;
  /** Adam's learning rate. */
  readonly learningRate: number;
  /** How many transitions an update learns from. */
  readonly batchSize: number;
  /** How many transitions are remembered. */
  readonly capacity: number;
  /** How many steps are played before the first update. */
  readonly learningStarts: number;
  /** After how many steps updates follow. */
  readonly trainEvery: number;
  /** How many updates follow. */
  readonly gradientSteps: number;
  /** After how many updates the online network is copied to the target network. */
  readonly targetEvery: number;
  /** How often a random action is tried, by the number of steps taken. */
  readonly epsilon: LinearEpsilon;
  /** Whether the online network chooses the next action that the target network values. */
  readonly double: boolean;
  /** The length that all gradients together are shortened to. */
  readonly clipGlobalNorm: number;
}

const NETWORK: DenseNetwork = Object.freeze({
  hidden: Object.freeze([128]),
  activation: "relu",
  initializer: "heUniform",
});

/**
 * Describes an agent that learns what every action is worth: deep Q-learning.
 *
 * The online network acts, now and then at random, and learns from remembered
 * transitions; the target network, an older copy, says what the next state is
 * worth: y = r + γ (1 − terminated) max Q(s′, ·; target). With `double`, the
 * online network chooses the action that the target network values. The loss is
 * Huber's, the optimizer Adam. Actions must be discrete.
 *
 * Mnih et al., "Human-level control through deep reinforcement learning" (2015),
 * van Hasselt et al., "Deep reinforcement learning with double Q-learning" (2016);
 * *Hands-On Machine Learning*, chapter 16, which calls the two networks critic and actor.
 *
 * The defaults are for CartPole-v1: those of Stable-Baselines3's zoo, with one
 * narrower layer, twice the batch, and as many updates as steps.
 *
 * @param options The network, the memory, and how it explores and learns.
 * @returns A frozen description.
 * @throws {RangeError} If a number is out of range, or a name is not known.
 *
 * @example Three hundred steps on the pole
 * ```ts
 * import { dqn, train } from "@silica/silica/agents";
 * import { assertEquals } from "@std/assert";
 *
 * const agent = dqn({ hidden: [8], learningStarts: 100, trainEvery: 4, gradientSteps: 1 });
 * const training = train(agent, "CartPole-v1", { steps: 300 });
 * for await (const { metrics } of training) {
 *   assertEquals(metrics.epsilon! < 1, true);
 * }
 * assertEquals(training.progress.steps, 300);
 * ```
 */
export function dqn(options: DqnOptions = {}): Dqn {
  const action = "describe a dqn agent";
  const {
    discount = 0.99,
    learningRate = 0.0023,
    batchSize = 128,
    capacity = 100_000,
    learningStarts = 1000,
    trainEvery = 256,
    gradientSteps = 256,
    targetEvery = 256,
    epsilon = linearEpsilon(8000, { to: 0.04 }),
    double = true,
    clipGlobalNorm = 10,
  } = options;
  const positive = { min: 0, minExclusive: true };
  requireWithin(discount, action, "discount", { min: 0, max: 1 });
  requireWithin(learningRate, action, "learningRate", positive);
  requirePositiveInteger(batchSize, action, "batchSize");
  requirePositiveInteger(capacity, action, "capacity");
  requireInteger(learningStarts, action, "learningStarts", { min: 0 });
  requirePositiveInteger(trainEvery, action, "trainEvery");
  requirePositiveInteger(gradientSteps, action, "gradientSteps");
  requirePositiveInteger(targetEvery, action, "targetEvery");
  requireWithin(clipGlobalNorm, action, "clipGlobalNorm", positive);
  if (typeof double !== "boolean") {
    const wish = "'double' must be true or false";
    throw new TypeError(cannot(action, wish, formatValue(double)));
  }
  if (typeof epsilon !== "object" || epsilon === null) {
    const wish = "'epsilon' must be a schedule such as linearEpsilon(8000)";
    throw new TypeError(cannot(action, wish, formatValue(epsilon)));
  }
  return Object.freeze({
    kind: "dqn",
    network: resolveNetwork(action, options, NETWORK),
    discount,
    learningRate,
    batchSize,
    capacity,
    learningStarts,
    trainEvery,
    gradientSteps,
    targetEvery,
    epsilon: linearEpsilon(epsilon.steps, epsilon),
    double,
    clipGlobalNorm,
  });
}
