import { cannot } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import {
  environment,
  type EnvironmentDescription,
  type EnvironmentTraits,
  type Info,
  type ResetOptions,
} from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Discrete, discrete } from "../spaces/discrete.ts";
import { outcomeTable } from "./outcome_table.ts";
import { readDistribution } from "./read_distribution.ts";
import { readTransitionTable } from "./read_transition_table.ts";
import type { TransitionTable } from "./transition_table.ts";

/** What {@linkcode finiteMdp} makes an environment from. */
export interface FiniteMdpDefinition extends
  Omit<
    EnvironmentTraits<Discrete, Discrete>,
    "stateSize" | "actionSpace" | "observationSpace" | "kernel"
  > {
  /** How every action can turn out in every state. */
  readonly P: TransitionTable;
  /** How likely an episode begins in each state. */
  readonly initialStateDistribution: ArrayLike<number>;
  /**
   * For each state, what `info.actionMask` holds: 1 for each action that should be
   * tried, else 0. @default {which actions are possible, where some are not}
   */
  readonly actionMasks?: readonly (readonly number[])[];
}

/**
 * An environment with countable states and actions, whose chances are all known.
 *
 * The first number of its state is the number of the state.
 */
export interface FiniteMdp extends EnvironmentDescription<Discrete, Discrete> {
  /** How every action can turn out in every state. */
  readonly P: TransitionTable;
  /** How likely an episode begins in each state. */
  readonly initialStateDistribution: readonly number[];
  /**
   * The actions that can be taken in a state.
   *
   * @param state The number of the state.
   * @returns Their numbers, ascending.
   */
  possibleActions(state: number): readonly number[];
}

/** What each number of a state is; others may follow. */
const STATE = 0;
const TERMINATED = 1;
const PROBABILITY = 2;

/**
 * Describes an environment by its table of transitions: a finite Markov decision process.
 *
 * Observations are the numbers of states. A step takes one uniform number from the
 * random stream: what happens is the first outcome with which the sum of
 * probabilities exceeds it; so does the beginning of an episode choose its state.
 * `info.probability` is that of the outcome; `info.actionMask` says which actions
 * are possible, where some are not. Taking one that is not is an error.
 *
 * After Bellman, "A Markovian Decision Process" (1957); the table has the form of
 * Gymnasium's.
 *
 * @param definition The table, where episodes begin, and what it is called.
 * @returns A frozen description.
 * @throws {RangeError} If probabilities do not add up to 1, a state does not exist or no action is possible in it.
 * @throws {TypeError} If something else stands where a number or a list should.
 *
 * @example A coin that is tossed until it shows heads
 * ```ts
 * import { finiteMdp, make } from "@silica/silica/envs";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const toss = [
 *   { probability: 0.5, nextState: 0, reward: -1, terminated: false },
 *   { probability: 0.5, nextState: 1, reward: -1, terminated: true },
 * ];
 * const rest = [{ probability: 1, nextState: 1, reward: 0, terminated: true }];
 * const coin = finiteMdp({
 *   id: "Coin-v0",
 *   P: [[toss], [rest]],
 *   initialStateDistribution: [1, 0],
 * });
 *
 * using env = make(coin);
 * env.reset({ seed: 1 });
 * const { observation, terminated, info } = env.step(0);
 * assert(observation === 1 === terminated);
 * assertEquals(info.probability, 0.5);
 * assertEquals(coin.P[0]![0]![1]!.nextState, 1);
 * ```
 */
export function finiteMdp(definition: FiniteMdpDefinition): FiniteMdp {
  const { actionMasks, ...traits } = definition;
  const { id } = definition;
  const action = `describe ${id}`;
  const P = readTransitionTable(action, definition.P);
  const table = outcomeTable(P);
  const { stateCount, actionCount, offsets } = table;
  const { nextStates, rewards, terminated, probabilities } = table;
  const initialStateDistribution = readDistribution(
    action,
    definition.initialStateDistribution,
    "initialStateDistribution",
    stateCount,
  );
  const starts = cumulate(
    Int32Array.of(0, stateCount),
    initialStateDistribution,
  );
  const ends = cumulate(offsets, probabilities);
  const masks = actionMasks ?? possibilityMasks(P);
  const possible = P.map((row) =>
    Object.freeze([...row.keys()].filter((a) => row[a]!.length > 0))
  );

  function initialize(
    state: Float64Array,
    random: RandomStream,
    options?: ResetOptions,
  ): void {
    if (options !== undefined) resolveOptions(`reset ${id}`, options, {});
    state[STATE] = firstAbove(starts, random.uniform(), 0);
    state[TERMINATED] = 0;
    state[PROBABILITY] = 1;
  }

  function step(
    state: Float64Array,
    action: number,
    random: RandomStream,
  ): number {
    const pair = state[STATE]! * actionCount + action;
    const first = offsets[pair]!;
    if (first === offsets[pair + 1]) refuse(state[STATE]!, action);
    const outcome = firstAbove(ends, random.uniform(), first);
    state[STATE] = nextStates[outcome]!;
    state[TERMINATED] = terminated[outcome]!;
    state[PROBABILITY] = probabilities[outcome]!;
    return rewards[outcome]!;
  }

  function refuse(state: number, action: number): never {
    const some = possible[state]!.join(", ");
    const wish = `an action in state ${state} must be one of ${some}`;
    throw new RangeError(cannot(`step ${id}`, wish, action, "action"));
  }

  return Object.freeze({
    ...environment({
      ...traits,
      stateSize: 3,
      actionSpace: discrete(actionCount),
      observationSpace: discrete(stateCount),
      initialize,
      step,
      terminated: (state) => state[TERMINATED] === 1,
      observe: (state, out) => void (out[0] = state[STATE]!),
      isState: (numbers) =>
        Number.isInteger(numbers[STATE]) && numbers[STATE]! >= 0 &&
        numbers[STATE]! < stateCount,
      inform: masks === undefined
        ? (state): Info => ({ probability: state[PROBABILITY]! })
        : (state): Info => ({
          probability: state[PROBABILITY]!,
          actionMask: masks[state[STATE]!]!,
        }),
    }),
    P,
    initialStateDistribution,
    possibleActions: (state: number) => possible[state]!,
  });
}

/**
 * The sums of probabilities up to each outcome, row by row. The last that can be
 * reaches 1, whatever rounding has done, so that it is the last to be chosen.
 */
function cumulate(
  offsets: Int32Array,
  probabilities: ArrayLike<number>,
): Float64Array {
  const sums = new Float64Array(probabilities.length);
  for (let row = 0; row + 1 < offsets.length; row++) {
    let sum = 0;
    let last = offsets[row]!;
    for (let i = last; i < offsets[row + 1]!; i++) {
      sum += probabilities[i]!;
      sums[i] = sum;
      if (probabilities[i]! > 0) last = i;
    }
    if (offsets[row]! < offsets[row + 1]!) {
      sums[last] = Math.max(sums[last]!, 1);
    }
  }
  return sums;
}

/** The first place from `from` on where `sums` exceeds `x`, which is below 1. */
function firstAbove(sums: Float64Array, x: number, from: number): number {
  let i = from;
  while (sums[i]! <= x) i++;
  return i;
}

/** For each state, which actions are possible; nothing where all of them are. */
function possibilityMasks(
  P: TransitionTable,
): readonly (readonly number[])[] | undefined {
  if (P.every((row) => row.every((outcomes) => outcomes.length > 0))) return;
  return P.map((row) =>
    Object.freeze(row.map((outcomes) => Number(outcomes.length > 0)))
  );
}
