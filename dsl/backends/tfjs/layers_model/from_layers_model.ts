import { cannot, formatValue } from "../../../../core/errors.ts";
import { parseModel } from "../../../formats/parse_model.ts";
import type { AnyModel } from "../../../model.ts";
import type { ParameterValues } from "../../../passes/initialize.ts";
import { collapse } from "./collapse.ts";
import { type KerasModel, saysAll } from "./keras_model.ts";
import { kerasOf } from "./keras_of.ts";
import type { LayersModel } from "./layers_model.ts";
import { modelOf } from "./model_of.ts";
import { readTopology } from "./read_topology.ts";
import { readWeights } from "./read_weights.ts";

/** A model, and the values of its parameters. */
export interface ConvertedModel {
  /** The model. */
  readonly model: AnyModel;
  /** The values of each parameter, by name: `dense_1/kernel`. */
  readonly weights: ParameterValues;
}

/**
 * Makes a model, with its weights, that predicts what a `tf.LayersModel` predicts.
 *
 * It takes what {@linkcode toLayersModel} made, and then answers the very model
 * that was converted; and models of `tf.sequential` and `tf.model`, with layers
 * from the list below, each used once, their channels last.
 *
 * `Dense`, `Conv2D`, `BatchNormalization`, `Activation`, `ReLU`, `LeakyReLU`,
 * `ELU`, `Softmax`, `Flatten`, `Reshape`, `Dropout`, `MaxPooling2D`,
 * `AveragePooling2D`, `GlobalAveragePooling2D`, `Concatenate`, `Add`
 *
 * Layers keep their names, a slash becoming a dot; the activation in a `Dense` or
 * `Conv2D` becomes a layer of its own; several outputs become heads, called as
 * the layers that answer. What matters only while training is left behind:
 * optimizer, regularizers, constraints, seeds, frozen layers, and initializers
 * that are not in the language, where the usual one takes their place.
 *
 * @param layersModel The `tf.LayersModel`; it stays as it is, and alive.
 * @returns The model, and the values of its parameters.
 * @throws {RangeError} If a layer, or what it is told, has no like here; the layer is named.
 * @throws {TypeError} If this is no `tf.LayersModel`, or one in the format of Keras 3.
 *
 * @example A model made with tfjs
 * ```ts
 * import { fromLayersModel, placesOf } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 * import "npm:@tensorflow/tfjs-backend-cpu@4.22.0";
 * import * as tf from "npm:@tensorflow/tfjs-layers@4.22.0";
 *
 * const hidden = tf.layers.dense({ units: 8, activation: "relu", inputShape: [4], name: "hidden" });
 * const actions = tf.layers.dense({ units: 2, name: "actions" });
 * const layersModel = tf.sequential({ layers: [hidden, actions] });
 *
 * const { model, weights } = await fromLayersModel(layersModel);
 * const names = [...placesOf(model).values()];
 * assertEquals(names, ["input", "hidden", "activation_1", "actions"]);
 * assertEquals(weights["hidden/kernel"]!.length, 4 * 8);
 * ```
 */
export async function fromLayersModel(
  layersModel: LayersModel,
): Promise<ConvertedModel> {
  if (typeof Object(layersModel).toJSON !== "function") {
    const wish = "it must be one of tfjs-layers";
    const fact = formatValue(layersModel);
    throw new TypeError(cannot("convert a tf.LayersModel", wish, fact));
  }
  const keras = readTopology(layersModel.toJSON(undefined, false));
  const described = modelOf(collapse(keras));
  const model = remembered(layersModel, keras) ?? described;
  const weights = await readWeights(layersModel, model);
  return Object.freeze({ model, weights });
}

/** The model that was converted, if the layers are still those it became. */
function remembered(
  layersModel: LayersModel,
  keras: KerasModel,
): AnyModel | undefined {
  const { silica } = Object(layersModel.getUserDefinedMetadata());
  if (silica === undefined) return undefined;
  try {
    const model = parseModel(silica);
    return saysAll(keras, kerasOf(model)) ? model : undefined;
  } catch {
    // Whatever else stands there: the layers themselves say what they are.
    return undefined;
  }
}
