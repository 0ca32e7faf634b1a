import type { GraphNode } from "../../dsl/graph/node.ts";
import { multiply, subtract } from "../../dsl/graph/operations/binary.ts";
import { reshape } from "../../dsl/graph/operations/layout.ts";
import { sum } from "../../dsl/graph/operations/reduction.ts";
import { cast } from "../../dsl/graph/operations/select.ts";
import { sigmoidCrossEntropy } from "../../dsl/training/losses/binary_cross_entropy.ts";
import { sparseSoftmaxCrossEntropy } from "../../dsl/training/losses/sparse_categorical_cross_entropy.ts";

/**
 * How surprising each chosen action is to the policy: −log π(a).
 *
 * @param logits What the network answers: [batch, 1], the logit of the first of
 * two actions, or [batch, actions].
 * @param actions What was chosen, counted from 0: [batch], int32.
 * @returns A node of shape [batch].
 */
export function actionSurprise(
  logits: GraphNode,
  actions: GraphNode,
): GraphNode {
  if (logits.shape.at(-1) !== 1) {
    return sparseSoftmaxCrossEntropy(logits, actions);
  }
  // As if the chosen action were the best: y = 1 − a, the probability of the first.
  const target = subtract(1, cast(actions, "float32"));
  return sigmoidCrossEntropy(reshape(logits, actions.shape), target);
}

/**
 * The loss whose gradient is the policy gradient: Σᵢ wᵢ · (−log π(aᵢ)).
 *
 * With wᵢ = scoreᵢ / n it is the mean, over all n actions, of each one's own
 * gradient times its score.
 * Williams (1992); *Hands-On Machine Learning*, chapter 16.
 *
 * @param logits What the network answers: [batch, 1] or [batch, actions].
 * @param actions What was chosen, counted from 0: [batch], int32.
 * @param weights Each action's score, divided by their number: [batch].
 * @returns A scalar.
 */
export function policyGradientLoss(
  logits: GraphNode,
  actions: GraphNode,
  weights: GraphNode,
): GraphNode {
  return sum(multiply(weights, actionSurprise(logits, actions)));
}
