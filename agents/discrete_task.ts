import { cannot } from "../core/errors.ts";
import type { EnvironmentDescription } from "../envs/description.ts";
import type { Discrete } from "../envs/spaces/discrete.ts";
import {
  type BufferOf,
  formatSpace,
  type Space,
  spaceSize,
} from "../envs/spaces/space.ts";

/** An environment with a choice of actions, as a network sees it. */
export interface DiscreteTask {
  /** The environment. */
  readonly description: EnvironmentDescription<Discrete, Space>;
  /** How many actions there are. */
  readonly actions: number;
  /** What the environment calls the first of them. */
  readonly firstAction: number;
  /** Sizes of the axes of what the network sees: those of a box, or one place for each choice. */
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
  const shape = observationSpace.kind === "discrete"
    ? [observationSpace.n]
    : observationSpace.shape;
  return Object.freeze({
    // The action space was looked at above; the type does not follow.
    description: description as EnvironmentDescription<Discrete, Space>,
    actions: actionSpace.n,
    firstAction: actionSpace.start,
    observationShape: Object.freeze([...shape]),
    observationSize: observationSpace.kind === "discrete"
      ? observationSpace.n
      : spaceSize(observationSpace),
    bytes: observationSpace.kind === "discrete" ||
      observationSpace.dtype === "uint8",
    encode: encoderOf(observationSpace),
  });
}

function encoderOf(
  space: Space,
): (observations: BufferOf<Space>, into: Float32Array) => void {
  if (space.kind === "box") {
    return (observations, into) => into.set(observations);
  }
  const { n, start } = space;
  return (observations, into) => {
    into.fill(0);
    for (let i = 0; i < observations.length; i++) {
      into[i * n + observations[i]! - start] = 1;
    }
  };
}
