import { requireWithin } from "../../../core/errors.ts";
import type { GraphNode } from "../../graph/node.ts";
import { multiply } from "../../graph/operations/binary.ts";
import { learningRateAt, type Schedule } from "../schedules/schedule.ts";
import type { ParameterUpdate, RuleBuilder } from "./rule_builder.ts";

/** Turns updates downhill and gives them their length, described as plain data. */
export interface ScaleByLearningRate {
  /** Tag of this rule. */
  readonly kind: "scaleByLearningRate";
  /** The learning rate, or how it depends on the updates made before. */
  readonly learningRate: number | Schedule;
}

/**
 * Describes −η(t) · g instead of g: the last rule of most optimizers.
 *
 * @param learningRate The learning rate η, at least 0, or a schedule.
 * @returns A frozen description.
 */
export function scaleByLearningRate(
  learningRate: number | Schedule,
): ScaleByLearningRate {
  if (typeof learningRate === "number") {
    const action = "describe a learning rate";
    requireWithin(learningRate, action, "learningRate", { min: 0 });
  }
  return Object.freeze({ kind: "scaleByLearningRate", learningRate });
}

/** Adds −η(t) · g to the graph. */
export function buildScaleByLearningRate(
  { learningRate }: ScaleByLearningRate,
  updates: readonly ParameterUpdate[],
  builder: RuleBuilder,
): readonly GraphNode[] {
  const downhill = builder.scalar(
    "minusLearningRate",
    (step) => -learningRateAt(learningRate, step),
  );
  return updates.map(({ update }) => multiply(update, downhill));
}
