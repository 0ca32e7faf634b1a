import type { GraphNode } from "../../graph/node.ts";
import { oneHot } from "../../graph/operations/indexing.ts";
import {
  type CrossEntropyOptions,
  softmaxCrossEntropy,
} from "./categorical_cross_entropy.ts";
import { requireSmoothing } from "./_require_smoothing.ts";

/** How surprising the targets' classes are to a model, targets given as numbers of classes; plain data. */
export interface SparseCategoricalCrossEntropy {
  /** Tag of this loss. */
  readonly kind: "sparseCategoricalCrossEntropy";
  /** The part of each target that is spread over all classes. */
  readonly labelSmoothing: number;
}

/**
 * Describes the loss −log softmax(z)ₜ, averaged.
 *
 * The model answers logits z, without a softmax at its end, classes along the
 * last axis; a target is the number of its class, from 0, and has no such axis.
 *
 * @param options How much the targets are smoothed.
 * @returns A frozen description.
 */
export function sparseCategoricalCrossEntropy(
  options: CrossEntropyOptions = {},
): SparseCategoricalCrossEntropy {
  const { labelSmoothing = 0 } = options;
  const kind = "sparseCategoricalCrossEntropy";
  requireSmoothing("describe a sparse cross-entropy", labelSmoothing);
  return Object.freeze({ kind, labelSmoothing });
}

/**
 * −log softmax(z)ₜ along the last axis, without overflow.
 *
 * @param logits What a model answers, before any softmax: [..., classes], float32.
 * @param labels Numbers of classes, from 0: [...], int32; a number outside has loss 0.
 * @param labelSmoothing The part of each target that is spread evenly over all classes; 0 unless given.
 * @returns A node of shape [...].
 */
export function sparseSoftmaxCrossEntropy(
  logits: GraphNode,
  labels: GraphNode,
  labelSmoothing = 0,
): GraphNode {
  const target = oneHot(labels, logits.shape.at(-1)!);
  return softmaxCrossEntropy(logits, target, labelSmoothing);
}
