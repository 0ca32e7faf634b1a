import { cannot } from "../core/errors.ts";
import type { EnvironmentDescription } from "../envs/description.ts";
import type { Discrete } from "../envs/spaces/discrete.ts";
import {
  bufferFlattener,
  flatSize,
  flattenSpace,
} from "../envs/spaces/flatten_value.ts";
import {
  type BufferOf,
  formatSpace,
  type Space,
} from "../envs/spaces/space.ts";

/** An environment with a choice of actions, as a network sees it. */
export interface DiscreteTask {
  /** The environment. */
  readonly description: EnvironmentDescription<Discrete, Space>;
  /** How many actions there are. */
  readonly actions: number;
  /** What the environment calls the first of them. */
  readonly firstAction: number;
  /** Sizes of the axes of what the network sees: those of a box, or else of a flat vector. */
  readonly observationShape: readonly number[];
  /** How many numbers that is. */
  readonly observationSize: number;
  /** Whether bytes hold an observation without loss. */
  readonly bytes: boolean;
  /** Writes observations as the network sees them, one behind the other. */
  encode(observations: BufferOf<Space>, into: Float32Array): void;
}

/**
 * Checks that an environment offers a choice of actions.
 *
 * @param action What the user asked for: `train a dqn agent`.
 * @param description The environment.
 * @returns How a network sees it.
 * @throws {RangeError} If its actions are no choice of two or more; agent and environment are named.
 */
export function discreteTask(
  action: string,
  description: EnvironmentDescription,
): DiscreteTask {
  const { id, actionSpace, observationSpace } = description;
  if (actionSpace.kind !== "discrete") {
    throw new RangeError(
      cannot(
        `${action} on ${id}`,
        "its actions must be discrete",
        formatSpace(actionSpace),
        "action space",
      ),
    );
  }
  if (actionSpace.n < 2) {
    const wish = "there must be at least two actions to choose from";
    throw new RangeError(
      cannot(`${action} on ${id}`, wish, actionSpace.n, "number"),
    );
  }
  const flat = flattenSpace(observationSpace);
  const shape = observationSpace.kind === "box"
    ? observationSpace.shape
    : flat.shape;
  return Object.freeze({
    // The action space was looked at above; the type does not follow.
    description: description as EnvironmentDescription<Discrete, Space>,
    actions: actionSpace.n,
    firstAction: actionSpace.start,
    observationShape: Object.freeze([...shape]),
    observationSize: flatSize(observationSpace),
    bytes: flat.dtype === "uint8",
    encode: bufferFlattener(observationSpace),
  });
}
