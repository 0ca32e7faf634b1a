import type { Tensor } from "../../core/tensor.ts";
import type { Backend } from "../backends/backend.ts";
import type { AnyModel, HeadsModel } from "../model.ts";
import type { ParameterValues } from "../passes/initialize.ts";
import type { History } from "./history.ts";
import type { LabeledData, ModelData } from "./labeled_data.ts";

/** What a model answers: a tensor, or one for each head by name. */
export type Prediction<M extends AnyModel> = M extends HeadsModel<infer Name>
  ? Readonly<Record<Name, Tensor>>
  : Tensor;

/** A model that has learned: it owns its weights, and predicts. */
export interface FittedNetwork<M extends AnyModel = AnyModel>
  extends Disposable {
  /** The model. */
  readonly model: M;
  /** What happened in training. */
  readonly history: History;
  /** What it runs on, and why. */
  readonly backend: Pick<Backend, "kind" | "reason">;
  /**
   * Answers what the model says about some samples.
   *
   * @param x A row for each sample; by name of input where there are several.
   * @returns A row for each sample; by name of head where there are several. Models trained on a cross-entropy answer logits.
   * @throws {RangeError} If the data do not fit the model.
   */
  predict(x: ModelData): Promise<Prediction<M>>;
  /**
   * Measures the model on labeled data.
   *
   * @param data Samples and what the model should answer.
   * @returns The loss and the metrics that training used, by name.
   * @throws {RangeError} If the data do not fit the model.
   */
  evaluate(data: LabeledData): Promise<Readonly<Record<string, number>>>;
  /** Copies of the weights by name, `dense_1/kernel`; `fit` takes them to go on. */
  weights(): ParameterValues;
  /** The network as a file in the safetensors format; {@linkcode loadNetwork} reads it. */
  save(): Uint8Array<ArrayBuffer>;
  /** Frees its memory; later predictions are refused. */
  close(): void;
}
