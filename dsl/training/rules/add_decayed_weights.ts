import { requireWithin } from "../../../core/errors.ts";
import type { GraphNode } from "../../graph/node.ts";
import { add, multiply } from "../../graph/operations/binary.ts";
import type { ParameterUpdate } from "./rule_builder.ts";

/** Draws parameters towards 0, described as plain data. */
export interface AddDecayedWeights {
  /** Tag of this rule. */
  readonly kind: "addDecayedWeights";
  /** The part of each parameter that is added to its update. */
  readonly decay: number;
}

/**
 * Describes g + decay · θ instead of g.
 *
 * Before a rule that scales, this is the gradient of an ℓ₂ penalty; after it, the
 * decoupled decay of Loshchilov and Hutter (2019).
 *
 * @param decay The part of each parameter that is added to its update; at least 0.
 * @returns A frozen description.
 */
export function addDecayedWeights(decay: number): AddDecayedWeights {
  requireWithin(decay, "describe weight decay", "decay", { min: 0 });
  return Object.freeze({ kind: "addDecayedWeights", decay });
}

/** Adds g + decay · θ to the graph. */
export function buildAddDecayedWeights(
  { decay }: AddDecayedWeights,
  updates: readonly ParameterUpdate[],
): readonly GraphNode[] {
  return updates.map(({ parameter, update }) =>
    add(update, multiply(parameter, decay))
  );
}
