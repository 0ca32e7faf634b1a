import type { GraphNode } from "../../graph/node.ts";
import { add, multiply } from "../../graph/operations/binary.ts";
import { logSoftmax, sum } from "../../graph/operations/reduction.ts";
import { negate } from "../../graph/operations/unary.ts";
import { requireSmoothing } from "./_require_smoothing.ts";

/** How surprising the targets' classes are to a model, described as plain data. */
export interface CategoricalCrossEntropy {
  /** Tag of this loss. */
  readonly kind: "categoricalCrossEntropy";
  /** The part of each target that is spread over all classes. */
  readonly labelSmoothing: number;
}

/** Options for {@linkcode categoricalCrossEntropy} and its sparse form. */
export interface CrossEntropyOptions {
  /** The part of each target that is spread evenly over all classes; within [0, 1). @default {0} */
  labelSmoothing?: number;
}

/**
 * Describes the loss −Σ t log softmax(z), averaged.
 *
 * The model answers logits z, without a softmax at its end; targets are one-hot
 * or probabilities, of the same shape, classes along the last axis.
 *
 * @param options How much the targets are smoothed.
 * @returns A frozen description.
 */
export function categoricalCrossEntropy(
  options: CrossEntropyOptions = {},
): CategoricalCrossEntropy {
  const { labelSmoothing = 0 } = options;
  requireSmoothing("describe a categorical cross-entropy", labelSmoothing);
  return Object.freeze({ kind: "categoricalCrossEntropy", labelSmoothing });
}

/**
 * −Σ t log softmax(z) over the last axis, without overflow.
 *
 * @param logits What a model answers, before any softmax: [..., classes], float32.
 * @param target Probabilities, of the same shape; float32.
 * @param labelSmoothing The part of each target that is spread evenly over all classes; 0 unless given.
 * @returns A node of shape [...].
 */
export function softmaxCrossEntropy(
  logits: GraphNode,
  target: GraphNode,
  labelSmoothing = 0,
): GraphNode {
  const classes = logits.shape.at(-1)!;
  // t′ = (1 − s) t + s / classes
  const smooth = labelSmoothing === 0 ? target : add(
    multiply(target, 1 - labelSmoothing),
    labelSmoothing / classes,
  );
  return negate(sum(multiply(smooth, logSoftmax(logits)), { axes: -1 }));
}
