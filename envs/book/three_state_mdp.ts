import { type FiniteMdp, finiteMdp } from "../finite_mdp/finite_mdp.ts";
import type {
  Outcome,
  TransitionTable,
} from "../finite_mdp/transition_table.ts";
import { resolveOptions } from "../resolve_options.ts";
import { stateGraphScene, stateGraphText } from "./_state_graph.ts";

/** Options for {@linkcode threeStateMdp}: it has none. */
export type ThreeStateMdpOptions = Readonly<Record<never, never>>;

/** `P[state][action]`; what is empty is impossible. */
const P: TransitionTable = [
  [
    [outcome(0.7, 0, 10), outcome(0.3, 1)],
    [outcome(1, 0)],
    [outcome(0.8, 0), outcome(0.2, 1)],
  ],
  [[outcome(1, 1)], [], [outcome(1, 2, -50)]],
  [[], [outcome(0.8, 0, 40), outcome(0.1, 1), outcome(0.1, 2)], []],
];

/**
 * Earn a little where it is safe, or go through a fire to earn more behind it.
 *
 * **What you do**: one of three actions (0, 1, 2). In state 0 all are possible, in
 * state 1 only 0 (stay) and 2 (through the fire), in state 2 only 1;
 * `info.actionMask` says so, and what is impossible is refused.
 *
 * **What you see**: the number of the state; you begin in 0.
 *
 * **What you earn**: 10 for action 0 in state 0 with a chance of 70 % to stay
 * there, −50 for the fire, 40 for getting back from state 2 to 0, else nothing.
 *
 * **When it ends**: never. There is no time limit here; `"ThreeStateMdp-v0"` has
 * 100 steps. Whether the fire pays depends on the discount: from 0.9476 on.
 *
 * After Géron, "Hands-On Machine Learning with Scikit-Learn and TensorFlow"
 * (2017), chapter 16, figure 16-8.
 *
 * @param options None.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If an option is given.
 *
 * @example Once around, through the fire
 * ```ts
 * import { threeStateMdp, make } from "@silica/silica/envs";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const mdp = threeStateMdp();
 * assertEquals(mdp.possibleActions(1), [0, 2]);
 *
 * using env = make(mdp);
 * env.reset({ seed: 1 });
 * while (env.step(2).observation === 0);
 * assertThrows(() => env.step(1), RangeError, "must be one of 0, 2");
 * assertEquals(env.step(2).reward, -50);
 * ```
 */
export function threeStateMdp(options: ThreeStateMdpOptions = {}): FiniteMdp {
  resolveOptions("describe an MDP of three states", options, {});
  return finiteMdp({
    id: "ThreeStateMdp",
    P,
    initialStateDistribution: [1, 0, 0],
    rendering: {
      framesPerSecond: 2,
      scene: (state) => stateGraphScene(P, state[0]!),
      text: (state) => stateGraphText(P, state[0]!),
    },
    controls: { idle: null, keys: { 0: 0, 1: 1, 2: 2 } },
  });
}

function outcome(probability: number, nextState: number, reward = 0): Outcome {
  return { probability, nextState, reward, terminated: false };
}
