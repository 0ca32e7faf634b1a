import type { GraphNode } from "../../graph/node.ts";
import { add, multiply, subtract } from "../../graph/operations/binary.ts";
import { negate, softplus } from "../../graph/operations/unary.ts";

/** How surprising yes-or-no targets are to a model, described as plain data. */
export interface BinaryCrossEntropy {
  /** Tag of this loss. */
  readonly kind: "binaryCrossEntropy";
}

/**
 * Describes the loss −t log σ(z) − (1 − t) log(1 − σ(z)), averaged.
 *
 * The model answers logits z, without a sigmoid at its end; targets are 0, 1 or
 * probabilities between, of the same shape.
 *
 * @returns A frozen description.
 */
export function binaryCrossEntropy(): BinaryCrossEntropy {
  return Object.freeze({ kind: "binaryCrossEntropy" });
}

/**
 * −t log σ(z) − (1 − t) log(1 − σ(z)), element by element, without overflow.
 *
 * @param logits What a model answers, before any sigmoid; float32.
 * @param target Probabilities, of the same shape; float32.
 * @returns A node of that shape.
 */
export function sigmoidCrossEntropy(
  logits: GraphNode,
  target: GraphNode,
): GraphNode {
  // −log σ(z) = softplus(−z) and −log(1 − σ(z)) = softplus(z)
  return add(
    multiply(target, softplus(negate(logits))),
    multiply(subtract(1, target), softplus(logits)),
  );
}
