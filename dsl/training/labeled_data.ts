import type { TensorLike } from "../../core/tensor.ts";

/** Rows of numbers for a model: for its only input or output, or by name. */
export type ModelData = TensorLike | Readonly<Record<string, TensorLike>>;

/** Examples to learn from, or to be judged by. */
export interface LabeledData {
  /** What the model is given, a row for each example. */
  readonly x: ModelData;
  /** What it should answer, a row for each example, as its losses ask. */
  readonly y: ModelData;
  /** How much each example counts; at least 0. @default {1} each */
  readonly sampleWeight?: TensorLike;
}
