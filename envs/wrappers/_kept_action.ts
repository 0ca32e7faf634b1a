import {
  type ActionOf,
  type BufferOf,
  type Space,
  spaceSize,
} from "../spaces/space.ts";
import { valueReader, valueWriter } from "../spaces/space_buffer.ts";

/** How an action is kept among the numbers of a state, from a place on. */
export interface KeptAction<Actions extends Space> {
  readonly size: number;
  write(state: Float64Array, action: ActionOf<Actions>): void;
  /** The action that was written, for the next step only. */
  read(state: Float64Array): ActionOf<Actions>;
}

/** Keeps actions of a space to the last bit, at place `at` of states. */
export function keptAction<Actions extends Space>(
  space: Actions,
  at: number,
): KeptAction<Actions> {
  const size = spaceSize(space);
  const room = new Float64Array(size);
  const write = valueWriter(space);
  const read = valueReader(space);
  // An action may be any list, and so may what is read: no type need be the space's own.
  const rowOf = (numbers: Float64Array) =>
    numbers as unknown as BufferOf<Actions>;
  return {
    size,
    write: (state, action) => write(action, rowOf(state), at),
    read(state) {
      for (let i = 0; i < size; i++) room[i] = state[at + i]!;
      return read(rowOf(room), 0) as unknown as ActionOf<Actions>;
    },
  };
}
