import { cannot } from "../../core/errors.ts";
import type { Tensor } from "../../core/tensor.ts";
import type { Backend } from "../backends/backend.ts";
import { sizeOf } from "../graph/node.ts";
import type { AnyModel } from "../model.ts";
import type { ParameterValues } from "../passes/initialize.ts";
import { parametersOf } from "../passes/parameters_of.ts";
import type { Place } from "../place.ts";
import { evaluate } from "./_evaluation.ts";
import type { FittedNetwork, Prediction } from "./fitted_network.ts";
import type { Head } from "./_heads.ts";
import type { History } from "./history.ts";
import { readExamples, readInputs } from "./_examples.ts";
import type { LabeledData, ModelData } from "./labeled_data.ts";
import { evaluationProgram, predictionProgram } from "./_model_programs.ts";
import { encodeNetwork } from "./_network_file.ts";
import { RowProgram } from "./_row_program.ts";
import { writeWeights } from "./_trainer.ts";

/** What a network is made of, besides the backend. */
export interface NetworkParts<M extends AnyModel> {
  /** The model. */
  readonly model: M;
  /** What was asked of each output. */
  readonly heads: readonly Head[];
  /** Its weights; not copied. */
  readonly weights: ParameterValues;
  /** What happened in training. */
  readonly history: History;
}

/** The one kind of {@linkcode FittedNetwork} there is. */
export class LiveNetwork<M extends AnyModel> implements FittedNetwork<M> {
  readonly model: M;
  readonly history: History;
  readonly #parts: NetworkParts<M>;
  readonly #backend: Backend;
  readonly #prediction: RowProgram;
  readonly #evaluation: RowProgram;
  readonly #owned = new DisposableStack();

  /** Puts the weights into a memory of their own; frees `owned` in the end. */
  constructor(parts: NetworkParts<M>, backend: Backend, owned: Disposable) {
    const { model, heads, weights, history } = parts;
    this.model = model;
    this.history = history;
    this.#parts = parts;
    this.#backend = backend;
    this.#owned.use(owned);
    const memory = this.#owned.use(backend.createMemory());
    writeWeights(memory, parametersOf(model), weights);
    const rowProgram = (
      build: (batch: number) => ReturnType<typeof predictionProgram>,
    ) => this.#owned.use(new RowProgram(backend, memory, build));
    this.#prediction = rowProgram((batch) => predictionProgram(model, batch));
    this.#evaluation = rowProgram((batch) =>
      evaluationProgram(model, heads, batch)
    );
  }

  get backend(): Pick<Backend, "kind" | "reason"> {
    const { kind, reason } = this.#backend;
    return { kind, reason };
  }

  async predict(x: ModelData): Promise<Prediction<M>> {
    const action = "predict";
    this.#requireOpen(action);
    const { model } = this;
    const rows = readInputs(action, model, x);
    const found = await this.#prediction.run(rows);
    const outputs = Object.entries<Place>(model.outputs).map((
      [name, { shape }],
    ) => [name, tensorOf([rows.count, ...shape], found[name]!)] as const);
    // A model with one output answers a tensor, as the type says.
    return (model.kind === "model"
      ? outputs[0]![1]
      : Object.freeze(Object.fromEntries(outputs))) as Prediction<M>;
  }

  async evaluate(
    data: LabeledData,
  ): Promise<Readonly<Record<string, number>>> {
    const action = "evaluate the model";
    this.#requireOpen(action);
    const { model, heads } = this.#parts;
    const rows = readExamples(action, model, heads, data);
    return Object.freeze(await evaluate(this.#evaluation, heads, rows));
  }

  weights(): ParameterValues {
    const entries = Object.entries(this.#parts.weights);
    return Object.fromEntries(
      entries.map(([name, values]) => [name, values.slice()]),
    );
  }

  save(): Uint8Array<ArrayBuffer> {
    return encodeNetwork(this.#parts);
  }

  close(): void {
    this.#owned.dispose();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #requireOpen(action: string): void {
    if (!this.#owned.disposed) return;
    throw new TypeError(
      cannot(action, "the network must be open", "closed", "state"),
    );
  }
}

function tensorOf(shape: readonly number[], data: Float32Array): Tensor {
  if (data.length !== sizeOf(shape)) {
    throw new Error("an output has a wrong size");
  }
  return Object.freeze({ shape: Object.freeze(shape), data });
}
