import type { GraphNode } from "../../graph/node.ts";
import { subtract } from "../../graph/operations/binary.ts";
import { square } from "../../graph/operations/unary.ts";

/** The mean of squared differences, described as plain data. */
export interface MeanSquaredError {
  /** Tag of this loss. */
  readonly kind: "meanSquaredError";
}

/**
 * Describes the loss (p − t)², averaged: prediction and target of one shape.
 *
 * @returns A frozen description.
 */
export function meanSquaredError(): MeanSquaredError {
  return Object.freeze({ kind: "meanSquaredError" });
}

/**
 * (p − t)², element by element.
 *
 * @param prediction What a model answers; float32.
 * @param target What it should answer, of the same shape; float32.
 * @returns A node of that shape.
 */
export function squaredError(
  prediction: GraphNode,
  target: GraphNode,
): GraphNode {
  return square(subtract(prediction, target));
}
