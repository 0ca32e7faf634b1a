import { assertEquals } from "@std/assert";
import * as tfCore from "../../../../../core/deps/tfjs_core.ts";
import * as tf from "../../../../../core/deps/tfjs_layers.ts";
import { RandomStream } from "../../../../../core/random.ts";
import type { LayersModel } from "../../../../../dsl/backends/tfjs/layers_model/layers_model.ts";
import { Graph } from "../../../../../dsl/graph/graph.ts";
import { sizeOf } from "../../../../../dsl/graph/node.ts";
import { program } from "../../../../../dsl/graph/program.ts";
import type { AnyModel } from "../../../../../dsl/model.ts";
import {
  initialize,
  type ParameterValues,
} from "../../../../../dsl/passes/initialize.ts";
import { lower } from "../../../../../dsl/passes/lower.ts";
import { parametersOf } from "../../../../../dsl/passes/parameters_of.ts";
import { placesOf } from "../../../../../dsl/places_of.ts";
import { interpret } from "../../../reference.ts";
import { assertAllNear } from "../../../same_meaning.ts";

/** Samples in each batch. */
export const BATCH = 2;

/** Numbers by name of an input, each [batch, ...shape]. */
export type Batch = Readonly<Record<string, readonly number[]>>;

/** What an output holds. */
export interface Answer {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** Gives tfjs a backend, without a word. */
export async function openTfjs(): Promise<void> {
  tfCore.env().set("PROD", true);
  await import("../../../../../core/deps/tfjs_cpu.ts");
  await tfCore.setBackend("cpu");
}

/** Weights as training might leave them: moving averages and biases are not what they were. */
export function trained(model: AnyModel, seed: number): ParameterValues {
  const random = RandomStream.from(seed);
  const begun = initialize(model, random.split("begin"));
  const entries = parametersOf(model).map(({ name }) => {
    const own = random.split(name);
    const moved = begun[name]!.map((x) =>
      name.endsWith("Variance") ? own.uniform(0.5, 2) : x + own.normal(0, 0.2)
    );
    return [name, moved] as const;
  });
  return Object.fromEntries(entries);
}

/** Something to feed each input. */
export function feedsFor(model: AnyModel, seed: number): Batch {
  const random = RandomStream.from(seed).split("feeds");
  const entries = [...placesOf(model)]
    .filter(([{ layer }]) => layer.kind === "input")
    .map(([{ shape }, name]) => {
      const values = new Float32Array(BATCH * sizeOf(shape));
      return [name, [...random.split(name).fillNormal(values)]] as const;
    });
  return Object.fromEntries(entries);
}

/** What our language says a model answers, computed plainly in double precision. */
export function meaning(
  model: AnyModel,
  values: ParameterValues,
  feeds: Batch,
): Readonly<Record<string, Answer>> {
  const graph = new Graph();
  const lowered = lower(model, { graph, batch: BATCH, values });
  const fed = Object.entries(lowered.inputs)
    .map(([name, node]) => [node.name, feeds[name]!] as const);
  return interpret(program(lowered.outputs), {
    feeds: Object.fromEntries(fed),
  }).outputs;
}

/** What tfjs-layers answers, by its own `predict`, output by output. */
export function predict(
  layersModel: LayersModel,
  feeds: Batch,
): readonly Answer[] {
  const { inputs, inputNames = [] } = layersModel as tf.LayersModel;
  return tfCore.tidy(() => {
    const tensors = inputs.map(({ shape }, i) => {
      // The input that a tf.sequential makes by itself has another name there, or none.
      const values = feeds[inputNames[i]!] ?? feeds.input!;
      return tfCore.tensor([...values], [BATCH, ...shape.slice(1) as number[]]);
    });
    const answer = layersModel.predict(tensors) as
      | tfCore.Tensor
      | tfCore.Tensor[];
    return (Array.isArray(answer) ? answer : [answer])
      .map((tensor) => ({ shape: tensor.shape, data: [...tensor.dataSync()] }));
  });
}

/** tfjs-layers predicts what our language says. */
export function assertPredicts(
  layersModel: LayersModel,
  model: AnyModel,
  values: ParameterValues,
  feeds: Batch,
): void {
  const found = predict(layersModel, feeds);
  const wanted = Object.entries(meaning(model, values, feeds));
  assertEquals(found.length, wanted.length);
  wanted.forEach(([name, { shape, data }], i) => {
    assertEquals(found[i]!.shape, [...shape], name);
    const scale = Math.max(1, ...data.map(Math.abs));
    const shrunk = (all: readonly number[]) => all.map((x) => x / scale);
    assertAllNear(shrunk(found[i]!.data), shrunk(data), 1e-5, name);
  });
}

/** A model written as `model.json` and weights, and read again, by tfjs-layers alone. */
export async function saved(
  layersModel: LayersModel,
  keepMetadata = true,
): Promise<LayersModel> {
  const kept: tfCore.io.ModelArtifacts[] = [];
  await layersModel.save({
    save: (artifacts: tfCore.io.ModelArtifacts) => {
      kept.push(artifacts);
      const dateSaved = new Date(0);
      return Promise.resolve({
        modelArtifactsInfo: { dateSaved, modelTopologyType: "JSON" },
      });
    },
  });
  const { userDefinedMetadata, weightData, ...artifacts } = kept[0]!;
  const modelTopology = JSON.parse(JSON.stringify(artifacts.modelTopology));
  return await tf.loadLayersModel(tfCore.io.fromMemory({
    ...artifacts,
    modelTopology,
    weightData: weightData!,
    ...(keepMetadata ? { userDefinedMetadata: userDefinedMetadata! } : {}),
  }));
}

/** What is done while nothing may be printed. */
export async function silently(run: () => Promise<void>): Promise<void> {
  const terminal = globalThis.console;
  const { log, warn } = terminal;
  const printed: unknown[] = [];
  terminal.log = terminal.warn = (...words) => void printed.push(words);
  try {
    await run();
  } finally {
    Object.assign(terminal, { log, warn });
  }
  assertEquals(printed, []);
}
