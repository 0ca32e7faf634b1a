import type { FiniteMdp } from "./finite_mdp.ts";

/** The transitions of a finite MDP in whole arrays, as textbooks index them. */
export interface DenseMdp {
  /** How many states, actions, and states again there are: the axes of the arrays. */
  readonly shape: readonly [
    states: number,
    actions: number,
    nextStates: number,
  ];
  /** T[s, a, s′]: how likely action a leads from s to s′. NaN where it is impossible. */
  readonly transitions: Float64Array;
  /** R[s, a, s′]: what that earns on average; 0 where it does not happen. NaN where the action is impossible. */
  readonly rewards: Float64Array;
  /** The part of T[s, a, s′] with which the episode ends there. NaN where the action is impossible. */
  readonly terminations: Float64Array;
}

/**
 * The arrays T and R of a finite MDP.
 *
 * The value of an action is Σ T R + γ Σ (T − terminations) V, over all s′: from
 * where an episode has ended nothing more is earned.
 *
 * After Géron, "Hands-On Machine Learning with Scikit-Learn and TensorFlow"
 * (2017), chapter 16, where impossible actions are NaN as well.
 *
 * @param mdp What is written down.
 * @returns New arrays of states × actions × states numbers each.
 *
 * @example What the fire costs
 * ```ts
 * import { denseMdp, threeStateMdp } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const { shape, rewards } = denseMdp(threeStateMdp());
 * const [, actions, states] = shape;
 * const at = (s: number, a: number, next: number) => (s * actions + a) * states + next;
 * assertEquals(rewards[at(1, 2, 2)], -50);
 * assertEquals(rewards[at(1, 1, 2)], NaN);
 * ```
 */
export function denseMdp(mdp: Pick<FiniteMdp, "P">): DenseMdp {
  const states = mdp.P.length;
  const actions = mdp.P[0]!.length;
  const size = states * actions * states;
  const transitions = new Float64Array(size);
  const rewards = new Float64Array(size);
  const terminations = new Float64Array(size);
  for (const [pair, outcomes] of mdp.P.flat().entries()) {
    const begin = pair * states;
    if (outcomes.length === 0) {
      for (const array of [transitions, rewards, terminations]) {
        array.fill(NaN, begin, begin + states);
      }
    }
    for (const { probability, nextState, reward, terminated } of outcomes) {
      const at = begin + nextState;
      transitions[at]! += probability;
      rewards[at]! += probability * reward;
      if (terminated) terminations[at]! += probability;
    }
    // From Σ P r to the mean, (Σ P r) / T.
    for (let at = begin; at < begin + states; at++) {
      if (transitions[at]! > 0) rewards[at]! /= transitions[at]!;
    }
  }
  return Object.freeze({
    shape: Object.freeze([states, actions, states] as const),
    transitions,
    rewards,
    terminations,
  });
}
