import { requireWithin } from "../../../core/errors.ts";
import type { GraphNode } from "../../graph/node.ts";
import { maximum, minimum } from "../../graph/operations/binary.ts";
import type { ParameterUpdate } from "./rule_builder.ts";

/** Cuts every element of the updates at a value, described as plain data. */
export interface ClipByValue {
  /** Tag of this rule. */
  readonly kind: "clipByValue";
  /** The largest element left, and minus the smallest. */
  readonly limit: number;
}

/**
 * Describes every element of g cut to [−limit, limit].
 *
 * *Hands-On Machine Learning*, chapter 11, gradient clipping.
 *
 * @param limit The largest element left; above 0.
 * @returns A frozen description.
 */
export function clipByValue(limit: number): ClipByValue {
  const positive = { min: 0, minExclusive: true };
  requireWithin(limit, "describe clipping by value", "limit", positive);
  return Object.freeze({ kind: "clipByValue", limit });
}

/** Adds min(max(g, −limit), limit) to the graph. */
export function buildClipByValue(
  { limit }: ClipByValue,
  updates: readonly ParameterUpdate[],
): readonly GraphNode[] {
  return updates.map(({ update }) => minimum(maximum(update, -limit), limit));
}
