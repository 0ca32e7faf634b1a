import { assert, assertEquals } from "@std/assert";
import type { FiniteMdp } from "../../../envs/finite_mdp/finite_mdp.ts";
import type { Outcome } from "../../../envs/finite_mdp/transition_table.ts";
import type { BlackjackOptions } from "../../../envs/toy_text/blackjack.ts";
import recorded from "../../fixtures/envs/toy_text.json" with { type: "json" };
import {
  type ScriptedStream,
  scriptedStream,
} from "../finite_mdp/scripted_stream.ts";

/** A list as pairs of a value and how often it follows itself. */
type Runs = readonly (readonly [value: number, count: number])[];

/** What Gymnasium did with one environment. */
interface Recorded {
  readonly id: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly table?: {
    /** Each kind of `P[s][a]`: its outcomes as probability, next state − s, reward, and whether it ends. */
    readonly rows: readonly (readonly (readonly number[])[])[];
    /** Which kind stands at each `[s][a]`. */
    readonly table: readonly (readonly number[])[];
  };
  readonly starts?: Runs;
  readonly walks: readonly Walk[];
}

interface Walk {
  readonly seed: number;
  /** How many numbers chance took. */
  readonly draws: number;
  readonly start: number;
  readonly actions: string;
  readonly states: readonly number[];
  readonly rewards: Runs;
  readonly probabilities: Runs;
  /** Whether the last step ended the task. */
  readonly terminated: boolean;
  /** `action_mask` from the start on, as binary numbers. */
  readonly masks?: readonly number[];
}

/** Games of Blackjack under one set of rules. */
interface Games {
  readonly options: BlackjackOptions;
  readonly games: readonly {
    readonly draws: readonly number[];
    readonly actions: string;
    readonly observations: readonly (readonly number[])[];
    readonly reward: number;
    readonly player: readonly number[];
    readonly dealer: readonly number[];
  }[];
}

/** The games of Blackjack. */
export const GAMES: readonly Games[] = recorded.blackjack;

/** What was recorded of an id; its type as read from JSON is too narrow for each. */
export function recordedOf(id: string): Recorded[] {
  const cases = recorded.cases as unknown as readonly Recorded[];
  const found = cases.filter((each) => each.id === id);
  assert(found.length > 0);
  return found;
}

/** x ← 16807 x mod (2³¹ − 1), as a part of that: Park and Miller (1988). */
export function minimalStandard(seed: number): ScriptedStream {
  const modulus = 2 ** 31 - 1;
  function* numbers() {
    let x = seed + 1;
    for (let i = 0;; i++) {
      x = x * 16807 % modulus;
      if (i >= 10) yield x / modulus;
    }
  }
  return scriptedStream(numbers());
}

/** Compares the table of an environment, and all walks through it, with what was recorded. */
export function assertAsRecorded(mdp: FiniteMdp, recorded: Recorded): void {
  if (recorded.table !== undefined) {
    assertEquals(mdp.P, tableOf(recorded.table));
    assertEquals(mdp.initialStateDistribution, listOf(recorded.starts!));
  }
  for (const walk of recorded.walks) assertWalk(mdp, walk);
}

function assertWalk(mdp: FiniteMdp, walk: Walk): void {
  const { random, taken } = minimalStandard(walk.seed);
  const state = new Float64Array(mdp.stateSize);
  const rewards = listOf(walk.rewards);
  const probabilities = listOf(walk.probabilities);
  mdp.initialize(state, random);
  assertPresent(walk.start, 1, walk.masks?.[0]);
  for (const [i, action] of [...walk.actions].entries()) {
    const reward = mdp.step(state, Number(action), random);
    assertEquals(reward, rewards[i]);
    assertPresent(walk.states[i]!, probabilities[i]!, walk.masks?.[i + 1]);
    const last = i === walk.actions.length - 1;
    assertEquals(mdp.terminated(state), last && walk.terminated);
  }
  assertEquals(taken(), walk.draws);

  function assertPresent(number: number, probability: number, mask?: number) {
    const seen = new Int32Array(1);
    mdp.observe(state, seen);
    assertEquals(seen[0], number);
    const bits = mask?.toString(2).padStart(mdp.actionSpace.n, "0");
    const actionMask = bits && [...bits].map(Number);
    assertEquals(mdp.inform!(state), {
      probability,
      ...actionMask && { actionMask },
    });
  }
}

function tableOf(
  { rows, table }: NonNullable<Recorded["table"]>,
): Outcome[][][] {
  return table.map((kinds, state) =>
    kinds.map((kind) =>
      rows[kind]!.map(([probability, leap, reward, terminated]) => ({
        probability: probability!,
        nextState: state + leap!,
        reward: reward!,
        terminated: terminated === 1,
      }))
    )
  );
}

function listOf(runs: Runs): number[] {
  return runs.flatMap(([value, count]) => Array<number>(count).fill(value));
}
