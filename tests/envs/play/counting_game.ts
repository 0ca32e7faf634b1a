import {
  environment,
  type EnvironmentDescription,
} from "../../../envs/description.ts";
import type { Discrete } from "../../../envs/spaces/discrete.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";

/** A game whose return is the sum of what was done: 1 to the right, 2 up, 3 both, 0 else. It looks like the number of its step. */
export function countingGame(
  { idle = 0, framesPerSecond = 50, length = null }: {
    readonly idle?: 0 | null;
    readonly framesPerSecond?: number;
    readonly length?: number | null;
  } = {},
): EnvironmentDescription<Discrete, Discrete> {
  return environment({
    id: "Counting-v0",
    stateSize: 1,
    actionSpace: discrete(4),
    observationSpace: discrete(1_000_000),
    maxEpisodeSteps: length,
    initialize: (state) => void state.fill(0),
    step(state, action) {
      state[0]!++;
      return action;
    },
    terminated: () => false,
    observe: (state, out) => void (out[0] = state[0]!),
    rendering: {
      framesPerSecond,
      scene: (state) => ({
        width: 100,
        height: 50,
        background: "#ffffff",
        shapes: [{
          kind: "circle",
          center: [state[0]! % 100, 25],
          radius: 10,
          fill: "#ca9865",
        }],
      }),
    },
    controls: {
      idle,
      keys: { ArrowRight: 1, ArrowUp: 2, "ArrowRight+ArrowUp": 3 },
    },
  });
}
