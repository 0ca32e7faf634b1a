import { cannot, formatShape, quote } from "../../../../core/errors.ts";
import { type Layer, type LayerKind, type LayerOf, layerTitle } from "../../../layer.ts";
import { sizeOf, type Shape } from "../../../graph/node.ts";
import type { MaxPoolLayer } from "../../../layers/max_pool.ts";
import type { AnyModel } from "../../../model.ts";
import { titleAt } from "../../../names_of.ts";
import type { Place } from "../../../place.ts";
import { placesOf } from "../../../places_of.ts";
import { applied, kerasActivation } from "./keras_activation.ts";
import { kerasInitializer } from "./keras_initializer.ts";
import { kerasLayer, type KerasLayer, type KerasModel } from "./keras_model.ts";

/** Where a layer of ours stands. */
interface KerasPlace {
  /** What it is called. */
  readonly name: string;
  /** Names of what it takes, no two alike. */
  readonly inputs: readonly string[];
  /** Shape of one sample of what it answers. */
  readonly shape: Shape;
}

type KerasRule<K extends LayerKind> = (
  layer: LayerOf<K>,
  place: KerasPlace,
) => readonly KerasLayer[];

const CHANNELS_LAST = { dataFormat: "channels_last" };

const KERAS_RULES: { readonly [K in LayerKind]: KerasRule<K> } = {
  input: ({ shape }, { name }) =>
    // tfjs-layers takes no samples without axes; what is fed as [batch] it makes [batch, 1].
    shape.length > 0
      ? [entry(name, shape)]
      : [entry(name, [1]), reshaped(`${name}/scalar`, [name], [])],
  dense: ({ units, ...layer }, { name, inputs }) => [
    kerasLayer("Dense", name, inputs, { units, ...weighted(layer) }),
  ],
  activation: (layer, { name, inputs }) =>
    kerasActivation(layer, name, inputs[0]!),
  flatten: (_layer, { name, inputs, shape }) => [
    // Unlike `Flatten`, this takes samples of one axis as well, or none.
    reshaped(name, inputs, shape),
  ],
  reshape: (_layer, { name, inputs, shape }) => [
    // With an open axis tfjs-layers would lose sight of the shape.
    reshaped(name, inputs, shape),
  ],
  dropout: ({ rate }, { name, inputs }) => [
    kerasLayer("Dropout", name, inputs, { rate }),
  ],
  batchNorm: (layer, place) => normalized(layer, place),
  conv2d: ({ filters, kernelSize, strides, padding, dilation, ...layer }, { name, inputs }) => [
    kerasLayer("Conv2D", name, inputs, {
      filters, kernelSize, strides, padding, dilationRate: dilation,
      ...CHANNELS_LAST, ...weighted(layer),
    }),
  ],
  maxPool: (layer, place) => [pooled("MaxPooling2D", layer, place)],
  averagePool: (layer, place) => [pooled("AveragePooling2D", layer, place)],
  globalAveragePool: (_layer, { name, inputs }) => [
    kerasLayer("GlobalAveragePooling2D", name, inputs, CHANNELS_LAST),
  ],
  concat: ({ axis }, { name, inputs, shape }) => [
    // tfjs-layers takes every axis below 0 for the last; its first is the batch.
    kerasLayer("Concatenate", name, inputs, {
      axis: axis < -1 ? axis + shape.length + 1 : axis < 0 ? axis : axis + 1,
    }),
  ],
  add: (_layer, { name, inputs }) => [kerasLayer("Add", name, inputs)],
};
