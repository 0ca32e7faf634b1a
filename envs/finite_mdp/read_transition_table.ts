import {
  cannot,
  formatValue,
  requireInteger,
  requireWithin,
} from "../../core/errors.ts";
import { lengthOf, requireSum } from "./read_distribution.ts";
import type { Outcome, TransitionTable } from "./transition_table.ts";

/** A frozen copy of a table, once it is known to be one. */
export function readTransitionTable(
  action: string,
  P: TransitionTable,
): TransitionTable {
  const states = lengthOf(P, action, "P");
  const actions = lengthOf(P[0]!, action, "P[0]");
  return Object.freeze(P.map((row, state) => {
    const place = `P[${state}]`;
    if (lengthOf(row, action, place) !== actions) {
      const wish = `'${place}' must have as many actions as 'P[0]', ${actions}`;
      throw new RangeError(cannot(action, wish, row.length, "length"));
    }
    const read = row.map((outcomes, a) =>
      readOutcomes(action, outcomes, `${place}[${a}]`, states)
    );
    if (read.every((outcomes) => outcomes.length === 0)) {
      const wish = `an action must be possible in state ${state}`;
      throw new RangeError(cannot(action, wish, "none", "outcome"));
    }
    return Object.freeze(read);
  }));
}

function readOutcomes(
  action: string,
  outcomes: readonly Outcome[],
  place: string,
  states: number,
): readonly Outcome[] {
  if (!Array.isArray(outcomes)) {
    const wish = `'${place}' must be a list of outcomes`;
    throw new TypeError(cannot(action, wish, formatValue(outcomes)));
  }
  const copies = outcomes.map((outcome, i) => {
    const { probability, nextState, reward, terminated } = outcome;
    const name = `${place}[${i}]`;
    requireWithin(probability, action, `${name}.probability`, {
      min: 0,
      max: 1,
    });
    requireWithin(reward, action, `${name}.reward`);
    requireInteger(nextState, action, `${name}.nextState`, {
      min: 0,
      max: states - 1,
    });
    if (typeof terminated !== "boolean") {
      const wish = `'${name}.terminated' must be true or false`;
      throw new TypeError(cannot(action, wish, formatValue(terminated)));
    }
    return Object.freeze({ probability, nextState, reward, terminated });
  });
  if (copies.length > 0) {
    requireSum(action, copies.map((each) => each.probability), place);
  }
  return Object.freeze(copies);
}
