import {
  environment,
  type EnvironmentDescription,
} from "../../envs/description.ts";
import { type Box, box } from "../../envs/spaces/box.ts";
import { type Discrete, discrete } from "../../envs/spaces/discrete.ts";

/** Shows how many steps were taken; is cut off after five, and never ends by itself. */
export const COUNTING: EnvironmentDescription<Discrete, Box<"float32">> =
  environment({
    id: "Counting-v0",
    stateSize: 1,
    actionSpace: discrete(2),
    observationSpace: box({ low: 0, high: Infinity }),
    initialize: (state) => void (state[0] = 0),
    step: (state) => state[0]! += 1,
    terminated: () => false,
    observe: (state, out) => void (out[0] = state[0]!),
    maxEpisodeSteps: 5,
  });

/** As {@linkcode COUNTING}, but its task ends with the fifth step. */
export const COUNTING_TO_THE_END: typeof COUNTING = environment({
  ...COUNTING,
  id: "CountingToTheEnd-v0",
  terminated: (state) => state[0] === 5,
  maxEpisodeSteps: null,
});

/** One step, that earns the number of the action; always shows 1. */
export const PAYING_BY_ARM: EnvironmentDescription<Discrete, Box<"float32">> =
  environment({
    id: "PayingByArm-v0",
    stateSize: 1,
    actionSpace: discrete(2),
    observationSpace: box({ low: 1, high: 1 }),
    initialize: (state) => void (state[0] = 0),
    step(state, action) {
      state[0] = 1;
      return action;
    },
    terminated: (state) => state[0] === 1,
    observe: (_state, out) => void (out[0] = 1),
  });
