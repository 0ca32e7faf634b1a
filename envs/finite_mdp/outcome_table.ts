import type { TransitionTable } from "./transition_table.ts";

/**
 * A {@linkcode TransitionTable} in typed arrays, one outcome behind the other in
 * the order of the table, for loops that are in a hurry.
 */
export interface OutcomeTable {
  /** How many states there are. */
  readonly stateCount: number;
  /** How many actions there are. */
  readonly actionCount: number;
  /**
   * Where the outcomes of an action in a state begin, at `state * actionCount + action`;
   * they end where the next ones begin.
   */
  readonly offsets: Int32Array;
  /** How likely each outcome is. */
  readonly probabilities: Float64Array;
  /** Where it leads. */
  readonly nextStates: Int32Array;
  /** What it earns. */
  readonly rewards: Float64Array;
  /** 1 if it ends the episode, else 0. */
  readonly terminated: Uint8Array;
}

/**
 * Lays the outcomes of a table one behind the other.
 *
 * @param P The table, such as {@linkcode FiniteMdp.P}.
 * @returns New arrays.
 *
 * @example What an action earns on average, in a lake without slipping
 * ```ts
 * import { frozenLake, outcomeTable } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const lake = frozenLake({ isSlippery: false });
 * const { offsets, probabilities, rewards, actionCount } = outcomeTable(lake.P);
 * function expectedReward(state: number, action: number): number {
 *   const pair = state * actionCount + action;
 *   let sum = 0;
 *   for (let i = offsets[pair]!; i < offsets[pair + 1]!; i++) {
 *     sum += probabilities[i]! * rewards[i]!;
 *   }
 *   return sum;
 * }
 * assertEquals(expectedReward(14, 2), 1); // to the right of 14 is the goal
 * ```
 */
export function outcomeTable(P: TransitionTable): OutcomeTable {
  const rows = P.flat();
  const offsets = new Int32Array(rows.length + 1);
  for (const [i, row] of rows.entries()) {
    offsets[i + 1] = offsets[i]! + row.length;
  }
  const size = offsets.at(-1)!;
  const probabilities = new Float64Array(size);
  const nextStates = new Int32Array(size);
  const rewards = new Float64Array(size);
  const terminated = new Uint8Array(size);
  for (const [i, outcome] of rows.flat().entries()) {
    probabilities[i] = outcome.probability;
    nextStates[i] = outcome.nextState;
    rewards[i] = outcome.reward;
    terminated[i] = Number(outcome.terminated);
  }
  return Object.freeze({
    stateCount: P.length,
    actionCount: rows.length / P.length,
    offsets,
    probabilities,
    nextStates,
    rewards,
    terminated,
  });
}
