import { requireWithin } from "../../../core/errors.ts";
import type { GraphNode } from "../../graph/node.ts";
import { divide, subtract } from "../../graph/operations/binary.ts";
import { relu, square } from "../../graph/operations/unary.ts";
import { average } from "./_average.ts";
import { rootWithEpsilon } from "./_root_with_epsilon.ts";
import type { ParameterUpdate, RuleBuilder } from "./rule_builder.ts";

/** Divides updates by the root of their mean square, described as plain data. */
export interface ScaleByRms {
  /** Tag of this rule. */
  readonly kind: "scaleByRms";
  /** What is left of the mean square at each update. */
  readonly decay: number;
  /** Added to the root, against division by 0. */
  readonly epsilon: number;
  /** Added under the root, against division by 0. */
  readonly epsilonRoot: number;
  /** Whether the squared mean is subtracted from the mean square. */
  readonly centered: boolean;
  /** The mean square before the first update. */
  readonly initial: number;
}

/** Options for {@linkcode scaleByRms}. */
export interface ScaleByRmsOptions {
  /** What is left of the mean square at each update; within [0, 1). @default {0.9} */
  decay?: number;
  /** Added to the root, against division by 0; at least 0. @default {1e-8} */
  epsilon?: number;
  /** Added under the root, as TensorFlow and Keras do; at least 0. @default {0} */
  epsilonRoot?: number;
  /** Whether to divide by the standard deviation instead, without the mean. @default {false} */
  centered?: boolean;
  /** The mean square before the first update; TensorFlow 1 begins with 1. @default {0} */
  initial?: number;
}

/**
 * Describes s ← decay · s + (1 − decay)g², and g / (√(s + ε₀) + ε) instead of g;
 * with `centered`, s − m² stands for s, m the average of g.
 *
 * Tieleman and Hinton (2012); *Hands-On Machine Learning*, equation 11-7.
 *
 * @param options The memory, epsilon inside and outside the root, and variants.
 * @returns A frozen description.
 */
export function scaleByRms(options: ScaleByRmsOptions = {}): ScaleByRms {
  const { decay = 0.9, epsilon = 1e-8, epsilonRoot = 0 } = options;
  const { centered = false, initial = 0 } = options;
  const action = "describe scaling by RMS";
  const memory = { min: 0, max: 1, maxExclusive: true };
  requireWithin(decay, action, "decay", memory);
  requireWithin(epsilon, action, "epsilon", { min: 0 });
  requireWithin(epsilonRoot, action, "epsilonRoot", { min: 0 });
  requireWithin(initial, action, "initial", { min: 0 });
  return Object.freeze({
    kind: "scaleByRms",
    decay,
    epsilon,
    epsilonRoot,
    centered,
    initial,
  });
}

/** Adds s, m if it is centered, and g / (√(s + ε₀) + ε) to the graph. */
export function buildScaleByRms(
  rule: ScaleByRms,
  updates: readonly ParameterUpdate[],
  builder: RuleBuilder,
): readonly GraphNode[] {
  const { decay, centered, initial } = rule;
  return updates.map(({ parameter, update }) => {
    const squares = average(
      builder,
      "meanSquare",
      parameter,
      square(update),
      decay,
      initial,
    );
    if (!centered) return divide(update, rootWithEpsilon(squares, rule));
    const mean = average(builder, "mean", parameter, update, decay);
    // Rounding can leave less than nothing.
    const variance = relu(subtract(squares, square(mean)));
    return divide(update, rootWithEpsilon(variance, rule));
  });
}
