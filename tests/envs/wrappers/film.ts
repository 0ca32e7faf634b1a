import {
  environment,
  type EnvironmentDescription,
} from "../../../envs/description.ts";
import { type Box, box } from "../../../envs/spaces/box.ts";
import { type Discrete, discrete } from "../../../envs/spaces/discrete.ts";
import type { NumberType } from "../../../envs/spaces/number_array.ts";
import { type Space, spaceSize } from "../../../envs/spaces/space.ts";
import { writeValue } from "../../../envs/spaces/space_buffer.ts";
import type { ActionOf } from "../../../envs/spaces/space.ts";

/** What a film shows, and what it earns to have come so far. */
export interface FilmOptions {
  readonly frames: readonly (readonly number[])[];
  readonly rewards?: readonly number[];
  readonly maxEpisodeSteps?: number | null;
  readonly lives?: readonly number[];
}

/** Shows frames one after the other, and ends with the last. */
export function film<Type extends NumberType>(
  space: Box<Type>,
  { frames, rewards = [], maxEpisodeSteps = null, lives = [] }: FilmOptions,
): EnvironmentDescription<Discrete, Box<Type>> {
  return environment<Discrete, Box>({
    id: "Film-v0",
    stateSize: 1,
    actionSpace: discrete(2),
    observationSpace: space,
    maxEpisodeSteps,
    rewardThreshold: 1,
    initialize: (state) => void (state[0] = 0),
    step: (state) => rewards[++state[0]!] ?? 0,
    terminated: (state) => state[0] === frames.length - 1,
    observe: (state, out) => out.set(frames[state[0]!]!),
    inform: (state) => ({ frame: state[0], lives: lives[state[0]!] }),
    rendering: {
      framesPerSecond: 60,
      pixels: (state) => ({
        shape: [1, 1, 3],
        data: Uint8Array.of(20 * state[0]!, 0, 0),
      }),
    },
  }) as EnvironmentDescription<Discrete, Box<Type>>;
}

/** Shows the numbers of the last action, to the last bit; zeros before there is one. */
export function echo<Actions extends Space>(
  actionSpace: Actions,
): EnvironmentDescription<Actions, Box<"float64">> {
  const size = spaceSize(actionSpace);
  return environment<Actions, Box<"float64">>({
    id: "Echo-v0",
    stateSize: size,
    actionSpace,
    observationSpace: box({
      low: -Infinity,
      high: Infinity,
      shape: [size],
      dtype: "float64",
    }),
    initialize: (state) => void state.fill(0, 0, size),
    step(state, action) {
      writeValue<Space>(actionSpace, action as ActionOf<Space>, state);
      return state[0]!;
    },
    terminated: () => false,
    observe: (state, out) => out.set(state.subarray(0, size)),
  });
}
