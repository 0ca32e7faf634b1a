import { requireInteger, requirePositiveInteger } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import type { Box } from "../spaces/box.ts";
import { type Space, spaceSize } from "../spaces/space.ts";
import { spaceBuffer } from "../spaces/space_buffer.ts";
import type { WrapperDefinition } from "./wrap.ts";

/** The last observations of an episode, as they stand in its state. */
export interface PastFrames {
  /**
   * Where an observation begins.
   *
   * @param state The state.
   * @param age How many steps ago it was seen; 0 is now.
   */
  at(state: Float64Array, age: number): number;
}

/** How many numbers an array is sure to have room for. */
const MOST = 2 ** 31 - 1;

/** Refuses a number of observations of a space that is none, or more than can be kept. */
export function requireFrameCount(
  space: Box,
  count: number,
  action: string,
  name: string,
): void {
  requirePositiveInteger(count, action, name);
  const max = Math.floor(MOST / spaceSize(space));
  requireInteger(count, action, name, { max });
}

/**
 * Keeps the last `count` observations behind the inner state, and shows what is made of them.
 *
 * They are a ring: the newest takes the place of the oldest, and none is moved.
 *
 * @param description The environment.
 * @param count How many there are.
 * @param before What stands for those before the first: the first itself, or one of its own.
 * @param write Writes down what is to be seen.
 * @returns What a wrapper needs besides its name and its space.
 */
export function pastFrames<Actions extends Space>(
  description: EnvironmentDescription<Actions, Box>,
  count: number,
  before: ArrayLike<number> | null,
  write: (
    state: Float64Array,
    frames: PastFrames,
    out: { [place: number]: number },
  ) => void,
): Pick<
  Required<WrapperDefinition<Actions, Box, Actions, Box>>,
  "ownSize" | "dynamics"
> {
  const { observationSpace, stateSize: NEWEST } = description;
  const size = spaceSize(observationSpace);
  const FRAMES = NEWEST + 1;
  const frames: PastFrames = {
    at: (state, age) =>
      FRAMES + size * ((state[NEWEST]! + count - age) % count),
  };
  const put = (
    state: Float64Array,
    place: number,
    frame: ArrayLike<number>,
  ) => {
    const at = FRAMES + size * place;
    for (let i = 0; i < size; i++) state[at + i] = frame[i]!;
  };
  return {
    ownSize: 1 + count * size,
    dynamics({ initialize, step, observe }) {
      const seen = spaceBuffer(observationSpace, 1);
      return {
        initialize(state, random, options) {
          initialize(state, random, options);
          observe(state, seen);
          state[NEWEST] = 0;
          put(state, 0, seen);
          for (let i = 1; i < count; i++) put(state, i, before ?? seen);
        },
        step(state, action, random) {
          const reward = step(state, action, random);
          observe(state, seen);
          state[NEWEST] = (state[NEWEST]! + 1) % count;
          put(state, state[NEWEST], seen);
          return reward;
        },
        observe: (state, out) => write(state, frames, out),
      };
    },
  };
}
