import { requireWithin } from "../../../core/errors.ts";
import type { GraphNode } from "../../graph/node.ts";
import { add, divide } from "../../graph/operations/binary.ts";
import { square } from "../../graph/operations/unary.ts";
import { rootWithEpsilon } from "./_root_with_epsilon.ts";
import type { ParameterUpdate, RuleBuilder } from "./rule_builder.ts";

/** Divides updates by the root of the sum of all their squares, described as plain data. */
export interface ScaleByAdagrad {
  /** Tag of this rule. */
  readonly kind: "scaleByAdagrad";
  /** Added to the root, against division by 0. */
  readonly epsilon: number;
  /** Added under the root, against division by 0. */
  readonly epsilonRoot: number;
  /** The sum before the first update. */
  readonly initial: number;
}

/** Options for {@linkcode scaleByAdagrad}. */
export interface ScaleByAdagradOptions {
  /** Added to the root, against division by 0; at least 0. @default {1e-10} */
  epsilon?: number;
  /** Added under the root, as Keras does; at least 0. @default {0} */
  epsilonRoot?: number;
  /** The sum before the first update; TensorFlow and Keras begin with 0.1. @default {0} */
  initial?: number;
}

/**
 * Describes s ← s + g², and g / (√(s + ε₀) + ε) instead of g.
 *
 * Duchi, Hazan and Singer (2011); *Hands-On Machine Learning*, equation 11-6.
 *
 * @param options Epsilon inside and outside the root, and the sum to begin with.
 * @returns A frozen description.
 */
export function scaleByAdagrad(
  options: ScaleByAdagradOptions = {},
): ScaleByAdagrad {
  const { epsilon = 1e-10, epsilonRoot = 0, initial = 0 } = options;
  const action = "describe scaling by AdaGrad";
  requireWithin(epsilon, action, "epsilon", { min: 0 });
  requireWithin(epsilonRoot, action, "epsilonRoot", { min: 0 });
  requireWithin(initial, action, "initial", { min: 0 });
  const kind = "scaleByAdagrad";
  return Object.freeze({ kind, epsilon, epsilonRoot, initial });
}

/** Adds s and g / (√(s + ε₀) + ε) to the graph. */
export function buildScaleByAdagrad(
  rule: ScaleByAdagrad,
  updates: readonly ParameterUpdate[],
  builder: RuleBuilder,
): readonly GraphNode[] {
  return updates.map(({ parameter, update }) => {
    const slot = builder.slot("sumOfSquares", parameter, rule.initial);
    const sum = builder.store(slot, add(slot, square(update)));
    return divide(update, rootWithEpsilon(sum, rule));
  });
}
