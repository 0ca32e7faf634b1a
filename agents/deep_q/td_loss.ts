import type { GraphNode } from "../../dsl/graph/node.ts";
import { add, multiply } from "../../dsl/graph/operations/binary.ts";
import { oneHot } from "../../dsl/graph/operations/indexing.ts";
import {
  argMax,
  max,
  mean,
  sum,
} from "../../dsl/graph/operations/reduction.ts";
import { stopGradient } from "../../dsl/graph/operations/select.ts";
import { huberLoss } from "../../dsl/training/losses/huber.ts";

/** What {@linkcode tdTargets} takes, for a batch of transitions. */
export interface TdTargetParts {
  /** What each action earned: [batch]. */
  readonly rewards: GraphNode;
  /** 0 where the task ended, else 1: [batch]. */
  readonly continues: GraphNode;
  /** Q(s′, ·) by the target network: [batch, actions]. */
  readonly nextTarget: GraphNode;
  /** Q(s′, ·) by the online network, for double Q-learning: [batch, actions]. */
  readonly nextOnline?: GraphNode;
  /** γ. */
  readonly discount: number;
}

/**
 * What each action turned out to be worth: y = r + γ · continues · max Q(s′, ·; target).
 *
 * With `nextOnline`: y = r + γ · continues · Q(s′, argmax Q(s′, ·; online); target).
 * *Hands-On Machine Learning*, equation 16-7, with the end of games that its text
 * asks for; van Hasselt et al. (2016), equation 4.
 *
 * @param parts Rewards, ends, and values of what came next.
 * @returns A node of shape [batch], through which no gradient flows.
 */
export function tdTargets(parts: TdTargetParts): GraphNode {
  const { rewards, continues, nextTarget, nextOnline, discount } = parts;
  const nextValues = nextOnline
    ? actionValues(nextTarget, argMax(nextOnline))
    : max(nextTarget, { axes: -1 });
  const future = multiply(multiply(continues, discount), nextValues);
  return stopGradient(add(rewards, future));
}

/**
 * The value of the chosen action: Σₐ onehot(action)ₐ · Q(s, a).
 *
 * @param values Q(s, ·): [batch, actions].
 * @param actions Which were chosen, counted from 0: [batch], int32.
 * @returns A node of shape [batch].
 */
export function actionValues(values: GraphNode, actions: GraphNode): GraphNode {
  const chosen = oneHot(actions, values.shape.at(-1)!);
  return sum(multiply(chosen, values), { axes: -1 });
}

/**
 * How far values are from their targets: Huber's loss, averaged over the batch.
 *
 * @param values Q(s, a) by the online network: [batch].
 * @param targets What they should be: [batch].
 * @returns A scalar.
 */
export function tdLoss(values: GraphNode, targets: GraphNode): GraphNode {
  return mean(huberLoss(values, targets));
}
