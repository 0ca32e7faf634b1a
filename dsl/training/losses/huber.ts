import { requireWithin } from "../../../core/errors.ts";
import type { GraphNode } from "../../graph/node.ts";
import { minimum, multiply, subtract } from "../../graph/operations/binary.ts";
import { abs } from "../../graph/operations/unary.ts";

/** Squares of small differences, and large ones as they are; described as plain data. */
export interface Huber {
  /** Tag of this loss. */
  readonly kind: "huber";
  /** The difference from which on the loss grows on a straight line. */
  readonly delta: number;
}

/** Options for {@linkcode huber}. */
export interface HuberOptions {
  /** The difference from which on the loss grows on a straight line; above 0. @default {1} */
  delta?: number;
}

/**
 * Describes the loss ½(p − t)² where |p − t| ≤ δ and δ(|p − t| − ½δ) elsewhere, averaged.
 *
 * Huber, *Robust Estimation of a Location Parameter* (1964).
 *
 * @param options Where the two forms meet.
 * @returns A frozen description.
 */
export function huber(options: HuberOptions = {}): Huber {
  const { delta = 1 } = options;
  const positive = { min: 0, minExclusive: true };
  requireWithin(delta, "describe a Huber loss", "delta", positive);
  return Object.freeze({ kind: "huber", delta });
}

/**
 * ½(p − t)² where |p − t| ≤ δ and δ(|p − t| − ½δ) elsewhere, element by element.
 *
 * @param prediction What a model answers; float32.
 * @param target What it should answer, of the same shape; float32.
 * @param delta Where the two forms meet, δ; 1 unless given.
 * @returns A node of that shape.
 *
 * @example A small difference and a large one
 * ```ts
 * import { Graph, huberLoss, openSession } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = new Graph();
 * const loss = huberLoss(graph.constant([0.5, 3]), graph.constant([0, 0]));
 * using session = await openSession();
 * assertEquals(await session.run(loss), [0.125, 2.5]);
 * ```
 */
export function huberLoss(
  prediction: GraphNode,
  target: GraphNode,
  delta = 1,
): GraphNode {
  const error = abs(subtract(prediction, target));
  // c = min(|e|, δ): c(|e| − ½c) is ½e² where |e| ≤ δ, and δ(|e| − ½δ) elsewhere.
  const clipped = minimum(error, delta);
  return multiply(clipped, subtract(error, multiply(clipped, 0.5)));
}
