import { requireOneOf, unknownName } from "../../core/errors.ts";
import type { GraphNode } from "../graph/node.ts";
import { equal, greater } from "../graph/operations/comparison.ts";
import { argMax } from "../graph/operations/reduction.ts";
import { cast } from "../graph/operations/select.ts";
import { type Loss, meanPerExample, targetKind } from "./losses/loss.ts";
import { absoluteError } from "./losses/mean_absolute_error.ts";
import { squaredError } from "./losses/mean_squared_error.ts";
import type { MetricName } from "./metrics.ts";

/** Every metric there is. */
export const METRIC_NAMES: readonly MetricName[] = Object.freeze([
  "accuracy",
  "mae",
  "mse",
]);

/**
 * Checks the names of metrics.
 *
 * @throws {RangeError} If one does not exist, or does not go with the loss.
 */
export function requireMetrics(
  action: string,
  loss: Loss,
  names: readonly MetricName[],
): void {
  const valid = metricsFor(loss);
  for (const name of names) {
    requireOneOf(name, action, "metrics", METRIC_NAMES);
    if (valid.includes(name)) continue;
    throw unknownName(action, `metric of ${loss.kind}`, name, valid);
  }
}

/** The metrics that go with a loss: accuracy where predictions are logits, errors where they are numbers. */
export function metricsFor(loss: Loss): readonly MetricName[] {
  return targetKind(loss) === "numbers" ? ["mae", "mse"] : ["accuracy"];
}

/**
 * A metric of each example of a batch: its mean over all axes but the first.
 *
 * @param name Which metric.
 * @param loss The loss of the predictions, which tells what predictions and targets mean.
 * @param prediction What a model answers: [batch, ...], float32.
 * @param target What it should answer, as for the loss.
 * @returns A node of shape [batch].
 */
export function metricPerExample(
  name: MetricName,
  loss: Loss,
  prediction: GraphNode,
  target: GraphNode,
): GraphNode {
  switch (name) {
    case "accuracy":
      return meanPerExample(cast(isRight(loss, prediction, target), "float32"));
    case "mae":
      return meanPerExample(absoluteError(prediction, target));
    case "mse":
      return meanPerExample(squaredError(prediction, target));
  }
}

/** Whether the likelier class is the target's; yes is the likelier one where a logit is above 0. */
function isRight(
  loss: Loss,
  logits: GraphNode,
  target: GraphNode,
): GraphNode {
  switch (loss.kind) {
    case "sparseCategoricalCrossEntropy":
      return equal(argMax(logits), target);
    case "categoricalCrossEntropy":
      return equal(argMax(logits), argMax(target));
    default:
      return equal(
        cast(greater(logits, 0), "float32"),
        cast(greater(target, 0.5), "float32"),
      );
  }
}
