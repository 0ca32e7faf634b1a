import type { GraphNode } from "../../graph/node.ts";
import { subtract } from "../../graph/operations/binary.ts";
import { abs } from "../../graph/operations/unary.ts";

/** The mean of differences without their sign, described as plain data. */
export interface MeanAbsoluteError {
  /** Tag of this loss. */
  readonly kind: "meanAbsoluteError";
}

/**
 * Describes the loss |p − t|, averaged: prediction and target of one shape.
 *
 * @returns A frozen description.
 */
export function meanAbsoluteError(): MeanAbsoluteError {
  return Object.freeze({ kind: "meanAbsoluteError" });
}

/**
 * |p − t|, element by element.
 *
 * @param prediction What a model answers; float32.
 * @param target What it should answer, of the same shape; float32.
 * @returns A node of that shape.
 */
export function absoluteError(
  prediction: GraphNode,
  target: GraphNode,
): GraphNode {
  return abs(subtract(prediction, target));
}
