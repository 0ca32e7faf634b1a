import { requireWithin } from "../../../core/errors.ts";
import type { GraphNode } from "../../graph/node.ts";
import {
  add,
  divide,
  maximum,
  multiply,
} from "../../graph/operations/binary.ts";
import { sum } from "../../graph/operations/reduction.ts";
import { sqrt, square } from "../../graph/operations/unary.ts";
import type { ParameterUpdate } from "./rule_builder.ts";

/** Shortens the update of each parameter to a length, described as plain data. */
export interface ClipByNorm {
  /** Tag of this rule. */
  readonly kind: "clipByNorm";
  /** The greatest length left. */
  readonly limit: number;
}

/** Shortens all updates together to a length, described as plain data. */
export interface ClipByGlobalNorm {
  /** Tag of this rule. */
  readonly kind: "clipByGlobalNorm";
  /** The greatest length left. */
  readonly limit: number;
}

/**
 * Describes g · limit / max(‖g‖₂, limit) instead of g, for each parameter on its own.
 *
 * @param limit The greatest length left; above 0.
 * @returns A frozen description.
 */
export function clipByNorm(limit: number): ClipByNorm {
  requireLimit("describe clipping by norm", limit);
  return Object.freeze({ kind: "clipByNorm", limit });
}

/**
 * Describes g · limit / max(‖G‖₂, limit) instead of g, where G is the updates of all parameters in one vector.
 *
 * Their common direction stays. Pascanu, Mikolov and Bengio (2013).
 *
 * @param limit The greatest length left; above 0.
 * @returns A frozen description.
 */
export function clipByGlobalNorm(limit: number): ClipByGlobalNorm {
  requireLimit("describe clipping by global norm", limit);
  return Object.freeze({ kind: "clipByGlobalNorm", limit });
}

function requireLimit(action: string, limit: number): void {
  const positive = { min: 0, minExclusive: true };
  requireWithin(limit, action, "limit", positive);
}

/** Adds the shortened updates to the graph. */
export function buildClipByNorm(
  { limit }: ClipByNorm,
  updates: readonly ParameterUpdate[],
): readonly GraphNode[] {
  return updates.map(({ update }) =>
    multiply(update, shortening(sum(square(update)), limit))
  );
}

/** Adds the updates, shortened together, to the graph. */
export function buildClipByGlobalNorm(
  { limit }: ClipByGlobalNorm,
  updates: readonly ParameterUpdate[],
): readonly GraphNode[] {
  const squares = updates.map(({ update }) => sum(square(update)));
  const factor = shortening(squares.reduce((a, b) => add(a, b)), limit);
  return updates.map(({ update }) => multiply(update, factor));
}

/** limit / max(√squares, limit) */
function shortening(squares: GraphNode, limit: number): GraphNode {
  return divide(limit, maximum(sqrt(squares), limit));
}
