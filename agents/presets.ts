import type {
  Reinforce,
  ReinforceOptions,
} from "./policy_gradient/reinforce.ts";
import { reinforce } from "./policy_gradient/reinforce.ts";

/** Settings that are known to solve an environment. */
export interface Preset {
  /** Which agent. */
  readonly kind: "reinforce";
  /** Its options. */
  readonly options: ReinforceOptions;
  /** After how many updates it surely should have solved the environment. */
  readonly updates: number;
}

/** Settings that are known to solve an environment, by its id. */
export const PRESETS: Readonly<Record<string, Preset>> = Object.freeze({
  // A wider network than the book's and a longer view: each of the seeds 0 to 99
  // solves it, after 80 updates at most.
  "CartPole-v1": Object.freeze({
    kind: "reinforce",
    options: Object.freeze({
      hidden: Object.freeze([32]),
      activation: "tanh",
      initializer: "glorotUniform",
      discount: 0.99,
    }),
    updates: 300,
  }),
});

/**
 * The agent that `deno task train` takes for CartPole-v1: REINFORCE with 32
 * tanh units and a discount of 0.99, otherwise as in the book.
 *
 * @returns A frozen description.
 *
 * @example Its network
 * ```ts
 * import { defaultAgent } from "@silica/silica/agents";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(defaultAgent().discount, 0.99);
 * ```
 */
export function defaultAgent(): Reinforce {
  return reinforce(PRESETS["CartPole-v1"]!.options);
}
