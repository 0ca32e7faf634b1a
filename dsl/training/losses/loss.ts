import { cannot, formatShape } from "../../../core/errors.ts";
import type { DType, GraphNode, Shape } from "../../graph/node.ts";
import { multiply } from "../../graph/operations/binary.ts";
import { mean } from "../../graph/operations/reduction.ts";
import {
  type BinaryCrossEntropy,
  sigmoidCrossEntropy,
} from "./binary_cross_entropy.ts";
import {
  type CategoricalCrossEntropy,
  softmaxCrossEntropy,
} from "./categorical_cross_entropy.ts";
import { type Huber, huberLoss } from "./huber.ts";
import {
  absoluteError,
  type MeanAbsoluteError,
} from "./mean_absolute_error.ts";
import { type MeanSquaredError, squaredError } from "./mean_squared_error.ts";
import {
  type SparseCategoricalCrossEntropy,
  sparseSoftmaxCrossEntropy,
} from "./sparse_categorical_cross_entropy.ts";

/** How wrong a prediction is, described as plain data. */
export type Loss =
  | MeanSquaredError
  | MeanAbsoluteError
  | Huber
  | BinaryCrossEntropy
  | CategoricalCrossEntropy
  | SparseCategoricalCrossEntropy;

/** The losses by their tag. */
type LossOf = { [K in Loss["kind"]]: Extract<Loss, { kind: K }> };

/** What targets are: numbers of classes, from 0, or numbers like the predictions, any or within [0, 1]. */
export type TargetKind = "classes" | "numbers" | "probabilities";

interface LossRule<L> {
  readonly targets: TargetKind;
  /** The loss of each element, or of each place that has classes. */
  readonly build: (
    loss: L,
    prediction: GraphNode,
    target: GraphNode,
  ) => GraphNode;
}

const LOSSES: { readonly [K in keyof LossOf]: LossRule<LossOf[K]> } = {
  meanSquaredError: {
    targets: "numbers",
    build: (_, prediction, target) => squaredError(prediction, target),
  },
  meanAbsoluteError: {
    targets: "numbers",
    build: (_, prediction, target) => absoluteError(prediction, target),
  },
  huber: {
    targets: "numbers",
    build: ({ delta }, prediction, target) =>
      huberLoss(prediction, target, delta),
  },
  binaryCrossEntropy: {
    targets: "probabilities",
    build: (_, logits, target) => sigmoidCrossEntropy(logits, target),
  },
  categoricalCrossEntropy: {
    targets: "probabilities",
    build: ({ labelSmoothing }, logits, target) =>
      softmaxCrossEntropy(logits, target, labelSmoothing),
  },
  sparseCategoricalCrossEntropy: {
    targets: "classes",
    build: ({ labelSmoothing }, logits, labels) =>
      sparseSoftmaxCrossEntropy(logits, labels, labelSmoothing),
  },
};

function ruleOf(loss: Loss): LossRule<Loss> {
  // The table pairs each kind with its own rule; TypeScript cannot follow the index.
  return LOSSES[loss.kind] as LossRule<Loss>;
}

/** What the targets of a loss are. */
export function targetKind(loss: Loss): TargetKind {
  return ruleOf(loss).targets;
}

/** What the targets of a loss look like, for predictions of some shape. */
export interface TargetForm {
  /** Sizes of the axes. */
  readonly shape: Shape;
  /** `int32` where targets are numbers of classes. */
  readonly dtype: DType;
}

/**
 * What targets a loss takes.
 *
 * @param loss A loss.
 * @param shape Shape of the predictions.
 * @returns Shape and type of the targets.
 */
export function targetForm(loss: Loss, shape: Shape): TargetForm {
  return targetKind(loss) === "classes"
    ? { shape: shape.slice(0, -1), dtype: "int32" }
    : { shape, dtype: "float32" };
}

/**
 * The loss of each example of a batch: its mean over all axes but the first.
 *
 * @param loss Which loss.
 * @param prediction What a model answers: [batch, ...], float32.
 * @param target What it should answer, as {@linkcode targetForm} says.
 * @returns A node of shape [batch].
 * @throws {RangeError} If the target has another shape or type.
 *
 * @example Two examples of two numbers each
 * ```ts
 * import { Graph, lossPerExample, meanSquaredError, openSession } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = new Graph();
 * const prediction = graph.constant([[1, 2], [3, 4]]);
 * const target = graph.constant([[1, 4], [0, 4]]);
 * const losses = lossPerExample(meanSquaredError(), prediction, target);
 * using session = await openSession();
 * assertEquals(await session.run(losses), [2, 4.5]);
 * ```
 */
export function lossPerExample(
  loss: Loss,
  prediction: GraphNode,
  target: GraphNode,
): GraphNode {
  const { shape, dtype } = targetForm(loss, prediction.shape);
  if (
    dtype !== target.dtype || formatShape(shape) !== formatShape(target.shape)
  ) {
    throw new RangeError(
      cannot(
        `compute ${loss.kind}`,
        `the targets of predictions ${
          formatShape(prediction.shape)
        } must be ${dtype} ${formatShape(shape)}`,
        `${target.dtype} ${formatShape(target.shape)}`,
        "target",
      ),
    );
  }
  const losses = ruleOf(loss).build(loss, prediction, target);
  return meanPerExample(losses);
}

/** The mean over all axes but the first: [batch, ...] → [batch]. */
export function meanPerExample(values: GraphNode): GraphNode {
  const axes = values.shape.map((_, i) => i).slice(1);
  return axes.length === 0 ? values : mean(values, { axes });
}

/**
 * The loss of a batch: Σ wᵢ lᵢ / n over its n examples, a scalar; every wᵢ is 1 unless given.
 *
 * As in Keras, the sum is divided by the number of examples, not by the sum of the weights.
 *
 * @param losses The loss of each example: [batch].
 * @param weights The weight of each example: [batch].
 * @returns A node of shape [].
 */
export function batchLoss(losses: GraphNode, weights?: GraphNode): GraphNode {
  return mean(weights ? multiply(losses, weights) : losses);
}
