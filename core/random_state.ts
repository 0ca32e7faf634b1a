import { isMatching, P } from "./deps/ts_pattern.ts";
import { cannot, formatValue } from "./errors.ts";

/** All that a `RandomStream` is at one moment, as plain JSON. */
export interface RandomState {
  /** What children and seeds derive from; four 32-bit integers. */
  readonly key: readonly number[];
  /** Where the generator stands; four 32-bit integers. */
  readonly generator: readonly number[];
  /** A standard normal number drawn ahead, if there is one. */
  readonly spare: number | null;
}

const LANES = P.when((lanes: unknown): lanes is readonly number[] =>
  Array.isArray(lanes) && lanes.length === 4 &&
  lanes.every((lane) => Number.isInteger(lane) && lane === (lane | 0))
);
const MOVING = P.when((lanes: unknown) =>
  Array.isArray(lanes) && lanes.some((lane) => lane !== 0)
);
const STATE = {
  key: LANES,
  generator: P.intersection(LANES, MOVING),
  spare: P.union(null, P.number.finite()),
};

/**
 * Checks what claims to be the state of a random stream.
 *
 * @param state Anything, such as `JSON.parse` answers.
 * @returns The same value, if it is one.
 * @throws {SyntaxError} If it is not.
 */
export function readRandomState(state: unknown): RandomState {
  if (isMatching(STATE, state)) return state;
  throw new SyntaxError(
    cannot(
      "restore a random stream",
      "it takes what state() answered",
      formatValue(state),
    ),
  );
}
