import { requireWithin } from "../../../core/errors.ts";
import type { GraphNode } from "../../graph/node.ts";
import {
  add,
  divide,
  maximum,
  multiply,
} from "../../graph/operations/binary.ts";
import { sqrt, square } from "../../graph/operations/unary.ts";
import { average } from "./_average.ts";
import type { ParameterUpdate, RuleBuilder } from "./rule_builder.ts";

/** Divides the mean of past updates by their size, described as plain data. */
export interface ScaleByAdam {
  /** Tag of this rule. */
  readonly kind: "scaleByAdam";
  /** What is left of the mean at each update. */
  readonly beta1: number;
  /** What is left of the mean square at each update. */
  readonly beta2: number;
  /** Added to the root, against division by 0. */
  readonly epsilon: number;
  /** Whether the largest mean square so far is used. */
  readonly amsgrad: boolean;
  /** Whether epsilon is added before the root's bias is corrected. */
  readonly epsilonHat: boolean;
}

/** Options for {@linkcode scaleByAdam}. */
export interface ScaleByAdamOptions {
  /** What is left of the mean at each update; within [0, 1). @default {0.9} */
  beta1?: number;
  /** What is left of the mean square at each update; within [0, 1). @default {0.999} */
  beta2?: number;
  /** Added to the root, against division by 0; at least 0. @default {1e-8} */
  epsilon?: number;
  /** Whether to divide by the largest mean square so far; Reddi et al. (2018). @default {false} */
  amsgrad?: boolean;
  /** Whether to add epsilon before the root's bias is corrected, as TensorFlow and Keras do (the paper's ε̂). @default {false} */
  epsilonHat?: boolean;
}

/**
 * Describes m ← β₁m + (1 − β₁)g, s ← β₂s + (1 − β₂)g², and m̂ / (√ŝ + ε) instead of g,
 * where m̂ = m / (1 − β₁ᵗ) and ŝ = s / (1 − β₂ᵗ).
 *
 * Kingma and Ba, *Adam* (2015), algorithm 1; *Hands-On Machine Learning*,
 * equation 11-8, whose ε stands inside the root, and whose m̂ and ŝ must not replace m and s.
 *
 * @param options The two memories, epsilon, and variants.
 * @returns A frozen description.
 */
export function scaleByAdam(options: ScaleByAdamOptions = {}): ScaleByAdam {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  const { amsgrad = false, epsilonHat = false } = options;
  const action = "describe scaling by Adam";
  const memory = { min: 0, max: 1, maxExclusive: true };
  requireWithin(beta1, action, "beta1", memory);
  requireWithin(beta2, action, "beta2", memory);
  requireWithin(epsilon, action, "epsilon", { min: 0 });
  const kind = "scaleByAdam";
  return Object.freeze({ kind, beta1, beta2, epsilon, amsgrad, epsilonHat });
}

/** Adds m, s and m̂ / (√ŝ + ε) to the graph. */
export function buildScaleByAdam(
  { beta1, beta2, epsilon, amsgrad, epsilonHat }: ScaleByAdam,
  updates: readonly ParameterUpdate[],
  builder: RuleBuilder,
): readonly GraphNode[] {
  // t counts updates from 1.
  const correction1 = builder.scalar(
    "correction1",
    (step) => 1 / (1 - beta1 ** (step + 1)),
  );
  const correction2 = builder.scalar(
    "correction2",
    (step) => 1 / Math.sqrt(1 - beta2 ** (step + 1)),
  );
  return updates.map(({ parameter, update }) => {
    const mean = average(builder, "mean", parameter, update, beta1);
    const squares = average(
      builder,
      "meanSquare",
      parameter,
      square(update),
      beta2,
    );
    const size = sqrt(amsgrad ? largest(builder, parameter, squares) : squares);
    const divisor = epsilonHat
      ? multiply(add(size, epsilon), correction2)
      : add(multiply(size, correction2), epsilon);
    return divide(multiply(mean, correction1), divisor);
  });
}

function largest(
  builder: RuleBuilder,
  parameter: ParameterUpdate["parameter"],
  squares: GraphNode,
): GraphNode {
  const slot = builder.slot("largestMeanSquare", parameter);
  return builder.store(slot, maximum(slot, squares));
}
