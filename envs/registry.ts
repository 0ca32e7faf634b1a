import {
  type CartPole,
  cartPole,
  type CartPoleOptions,
} from "./classic_control/cart_pole.ts";

/** What an id stands for: a factory of descriptions, and how long and how well it is played. */
export interface Registration<Create> {
  /** From options to a description. */
  readonly create: Create;
  /** After how many steps an episode is cut off; `null` is never. */
  readonly maxEpisodeSteps: number | null;
  /** The mean return from which on it counts as solved; `null` is none. */
  readonly rewardThreshold: number | null;
}

/** The environments that have an id, each as a function from its options to its description. */
export interface EnvironmentTable {
  /** {@linkcode cartPole} for 200 steps, solved from a mean return of 195. */
  readonly "CartPole-v0": (options?: CartPoleOptions) => CartPole;
  /** {@linkcode cartPole} for 500 steps, solved from a mean return of 475. */
  readonly "CartPole-v1": (options?: CartPoleOptions) => CartPole;
}

/** The id of an environment, with its version. */
export type EnvironmentId = keyof EnvironmentTable;

/** What each id stands for. */
export const REGISTRY: {
  readonly [Id in EnvironmentId]: Registration<EnvironmentTable[Id]>;
} = Object.freeze({
  "CartPole-v0": Object.freeze({
    create: cartPole,
    maxEpisodeSteps: 200,
    rewardThreshold: 195,
  }),
  "CartPole-v1": Object.freeze({
    create: cartPole,
    maxEpisodeSteps: 500,
    rewardThreshold: 475,
  }),
});

/**
 * The ids that {@linkcode make} and {@linkcode describe} know.
 *
 * @example All there are
 * ```ts
 * import { ENVIRONMENT_IDS } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * assert(ENVIRONMENT_IDS.includes("CartPole-v1"));
 * ```
 */
export const ENVIRONMENT_IDS: readonly EnvironmentId[] = Object.freeze(
  Object.keys(REGISTRY) as EnvironmentId[],
);
