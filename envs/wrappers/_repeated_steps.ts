import { requirePositiveInteger } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import type {
  Dynamics,
  EnvironmentDescription,
  EnvironmentTraits,
} from "../description.ts";
import type { ActionOf, Space } from "../spaces/space.ts";

/** How one action is taken several times within a step. */
export interface RepeatedSteps<Actions extends Space> {
  /** What that makes of an environment's limit, and of its speed to look at. */
  readonly traits: Pick<EnvironmentTraits, "maxEpisodeSteps" | "rendering">;
  /**
   * Takes an action as often as it shall be, or until the episode ends.
   *
   * @param inner What takes it once.
   * @param beforeLast Sees the state before the last time.
   * @returns The sum of the rewards.
   */
  step(
    inner: Pick<Dynamics<Actions>, "step" | "terminated">,
    state: Float64Array,
    action: ActionOf<Actions>,
    random: RandomStream,
    beforeLast?: (state: Float64Array) => void,
  ): number;
}

/**
 * Takes actions `count` times each. How many inner steps the episode has taken is
 * counted at the first place behind the inner state, to stop at its time limit.
 */
export function repeatedSteps<Actions extends Space>(
  description: EnvironmentDescription<Actions, Space>,
  count: number,
  action: string,
  name: string,
): RepeatedSteps<Actions> {
  requirePositiveInteger(count, action, name);
  const { stateSize: TAKEN, maxEpisodeSteps: limit, rendering } = description;
  return {
    traits: {
      maxEpisodeSteps: limit === null ? null : Math.ceil(limit / count),
      rendering: rendering && {
        ...rendering,
        framesPerSecond: rendering.framesPerSecond / count,
      },
    },
    step(inner, state, action, random, beforeLast) {
      const taken = state[TAKEN]!;
      const left = limit === null || taken >= limit ? count : limit - taken;
      const times = Math.min(count, left);
      let sum = 0;
      for (let i = 1; i <= times; i++) {
        sum += inner.step(state, action, random);
        state[TAKEN]!++;
        if (inner.terminated(state)) return sum;
        if (i === times - 1) beforeLast?.(state);
      }
      return sum;
    },
  };
}
