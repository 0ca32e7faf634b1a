import {
  cannot,
  formatValue,
  quote,
  unknownName,
} from "../../../../core/errors.ts";
import { sizeOf } from "../../../graph/node.ts";
import type { AnyModel } from "../../../model.ts";
import type { ParameterValues } from "../../../passes/initialize.ts";
import { type Parameter, parametersOf } from "../../../passes/parameters_of.ts";
import { snakeCase } from "./field_names.ts";
import { kerasOf } from "./keras_of.ts";
import type { LayersModel } from "./layers_model.ts";
import { requireRoom } from "./require_room.ts";
import { topology } from "./topology.ts";

const ACTION = "convert to a tf.LayersModel";

/**
 * Makes a `tf.LayersModel` that predicts what a model with these weights
 * predicts: for the browser, or to be saved as a `model.json`.
 *
 * Layers and inputs keep their names; `predict` takes tensors in the order of
 * `inputNames`, and answers the heads in theirs. All layers are those of
 * tfjs-layers, so that what was saved loads wherever tfjs-layers 4 is; what has
 * no such layer, elu with another alpha than 1 and approximate gelu, becomes
 * several. What tfjs-layers has no words for, such as the names of heads, goes
 * to the user-defined metadata, where {@linkcode fromLayersModel} finds it.
 *
 * tfjs keeps the weights until `dispose()` is called, on the backend that was
 * chosen with `tf.setBackend`, or else on its `cpu`.
 *
 * @param model The model.
 * @param weights The values of its parameters, all of them.
 * @returns The `tf.LayersModel` of tfjs-layers 4.22.0, not compiled.
 * @throws {RangeError} If weights are missing or too many, or tfjs has no place
 * for a name that is not ASCII, or for samples of more than five axes.
 *
 * @example There and back
 * ```ts
 * import {
 *   fromLayersModel,
 *   initialize,
 *   input,
 *   RandomStream,
 *   sameModel,
 *   toLayersModel,
 * } from "@silica/silica";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const model = input([4]).dense(8).relu().dense(2, { name: "actions" });
 * const weights = initialize(model, RandomStream.from(1));
 * const layersModel = await toLayersModel(model, weights);
 * assertEquals(layersModel.outputNames, ["actions"]);
 *
 * const back = await fromLayersModel(layersModel);
 * layersModel.dispose();
 * assert(sameModel(back.model, model));
 * assertEquals(back.weights, weights);
 * ```
 */
export async function toLayersModel(
  model: AnyModel,
  weights: ParameterValues,
): Promise<LayersModel> {
  requireRoom(model);
  const parameters = parametersOf(model);
  requireWeights(parameters, weights);
  const { io, loadLayersModel } = await loadTfjs();
  const handler = io.fromMemory({
    modelTopology: topology(kerasOf(model)) as object,
    weightSpecs: parameters.map(({ name, shape }) => ({
      name: weightName(name),
      shape: [...shape],
      dtype: "float32",
    })),
    weightData: joined(parameters.map(({ name }) => weights[name]!)),
    userDefinedMetadata: { silica: JSON.parse(JSON.stringify(model)) },
  });
  return await loadLayersModel(handler);
}

/** tfjs, where nobody who does not want it has to wait for it. */
async function loadTfjs() {
  const { env, getBackend, io, setBackend } = await import(
    "../../../../core/deps/tfjs_core.ts"
  );
  // Without this the backend prints advice on installing another one.
  env().set("PROD", true);
  await import("../../../../core/deps/tfjs_cpu.ts");
  if (!getBackend()) await setBackend("cpu");
  const { loadLayersModel } = await import(
    "../../../../core/deps/tfjs_layers.ts"
  );
  return { io, loadLayersModel };
}

/** Throws unless there are values for each parameter, and for nothing else. */
function requireWeights(
  parameters: readonly Parameter[],
  weights: ParameterValues,
): void {
  const names = parameters.map(({ name }) => name);
  const stranger = Object.keys(weights).find((name) => !names.includes(name));
  if (stranger !== undefined) {
    throw unknownName(ACTION, "parameter", stranger, names);
  }
  for (const { name, shape } of parameters) {
    const values: unknown = Object.hasOwn(weights, name)
      ? weights[name]
      : undefined;
    const size = sizeOf(shape);
    if (values instanceof Float32Array && values.length === size) continue;
    const wish = `weight ${
      quote(name)
    } must be a Float32Array of ${size} values`;
    const fact = values instanceof Float32Array
      ? `one of ${values.length}`
      : formatValue(values);
    throw new RangeError(cannot(ACTION, wish, fact));
  }
}

/** The name of a parameter where tfjs-layers keeps it: `batchNorm_1/moving_mean`. */
function weightName(name: string): string {
  const end = name.lastIndexOf("/");
  return name.slice(0, end) + snakeCase(name.slice(end));
}

/** The bytes of several arrays, one after the other. */
function joined(arrays: readonly Float32Array[]): ArrayBuffer {
  const length = arrays.reduce((sum, array) => sum + array.length, 0);
  const all = new Float32Array(length);
  let start = 0;
  for (const array of arrays) {
    all.set(array, start);
    start += array.length;
  }
  return all.buffer;
}
