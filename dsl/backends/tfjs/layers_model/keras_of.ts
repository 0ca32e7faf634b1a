import type { LayerKind, LayerOf } from "../../../layer.ts";
import { type Shape, sizeOf } from "../../../graph/node.ts";
import type { BatchNormLayer } from "../../../layers/batch_norm.ts";
import type { DenseLayer } from "../../../layers/dense.ts";
import type { MaxPoolLayer } from "../../../layers/max_pool.ts";
import type { AnyModel } from "../../../model.ts";
import type { Place } from "../../../place.ts";
import { placesOf } from "../../../places_of.ts";
import { applied, kerasActivation } from "./keras_activation.ts";
import { kerasInitializer } from "./keras_initializer.ts";
import {
  type KerasConfig,
  type KerasLayer,
  kerasLayer,
  type KerasModel,
} from "./keras_model.ts";

/** Where a layer of ours stands. */
interface Surroundings {
  /** What the layer is called. */
  readonly name: string;
  /** Names of what it takes, no two alike. */
  readonly inputs: readonly string[];
  /** Shape of one sample of what it takes first. */
  readonly inputShape: Shape;
  /** Shape of one sample of what it answers. */
  readonly shape: Shape;
}

type KerasRule<K extends LayerKind> = (
  layer: LayerOf<K>,
  around: Surroundings,
) => readonly KerasLayer[];

const CHANNELS_LAST: KerasConfig = { dataFormat: "channels_last" };

const KERAS_RULES: { readonly [K in LayerKind]: KerasRule<K> } = {
  input: ({ shape }, { name }) =>
    // tfjs-layers knows no samples without axes: what is fed as [batch], it makes [batch, 1].
    shape.length > 0
      ? [entry(name, shape)]
      : [entry(name, [1]), reshaped(`${name}/scalar`, [name], [])],
  dense: (layer, { name, inputs }) => [
    kerasLayer("Dense", name, inputs, {
      units: layer.units,
      ...weighted(layer),
    }),
  ],
  activation: (layer, { name, inputs }) =>
    kerasActivation(layer, name, inputs[0]!),
  flatten: (_layer, { name, inputs, inputShape, shape }) => [
    inputShape.length < 2
      ? reshaped(name, inputs, shape)
      : kerasLayer("Flatten", name, inputs),
  ],
  // Without open axes, behind which tfjs-layers would not know the shape.
  reshape: (_layer, { name, inputs, shape }) => [reshaped(name, inputs, shape)],
  dropout: ({ rate }, { name, inputs }) => [
    kerasLayer("Dropout", name, inputs, { rate }),
  ],
  batchNorm: (layer, around) => normalized(layer, around),
  conv2d: (layer, { name, inputs }) => [
    kerasLayer("Conv2D", name, inputs, {
      filters: layer.filters,
      kernelSize: layer.kernelSize,
      strides: layer.strides,
      padding: layer.padding,
      dilationRate: layer.dilation,
      ...CHANNELS_LAST,
      ...weighted(layer),
    }),
  ],
  maxPool: (layer, around) => [pooled("MaxPooling2D", layer, around)],
  averagePool: (layer, around) => [pooled("AveragePooling2D", layer, around)],
  globalAveragePool: (_layer, { name, inputs }) => [
    kerasLayer("GlobalAveragePooling2D", name, inputs, CHANNELS_LAST),
  ],
  concat: ({ axis }, { name, inputs, shape }) => {
    // tfjs-layers takes every axis below 0 for the last, and its first is the batch.
    const fromStart = axis < 0 ? axis + shape.length : axis;
    const config = { axis: axis === -1 ? -1 : fromStart + 1 };
    return [kerasLayer("Concatenate", name, inputs, config)];
  },
  add: (_layer, { name, inputs }) => [kerasLayer("Add", name, inputs)],
};

function entry(name: string, shape: Shape): KerasLayer {
  const batchInputShape = [null, ...shape];
  const config = { batchInputShape, dtype: "float32", sparse: false };
  return kerasLayer("InputLayer", name, [], config);
}

function reshaped(
  name: string,
  inputs: readonly string[],
  targetShape: Shape,
): KerasLayer {
  return kerasLayer("Reshape", name, inputs, { targetShape });
}

/** What layers with weights are told of them. */
function weighted(
  layer: Pick<DenseLayer, "useBias" | "kernelInitializer" | "biasInitializer">,
): KerasConfig {
  return {
    activation: "linear",
    useBias: layer.useBias,
    kernelInitializer: kerasInitializer(layer.kernelInitializer),
    biasInitializer: kerasInitializer(layer.biasInitializer),
  };
}

function normalized(
  { momentum, epsilon, scale, center }: BatchNormLayer,
  { name, inputs, shape }: Surroundings,
): KerasLayer[] {
  const config = { axis: -1, momentum, epsilon, scale, center };
  const layer = (inputs: readonly string[]) =>
    kerasLayer("BatchNormalization", name, inputs, config);
  if (shape.length <= 3) return [layer(inputs)];
  // tfjs-layers normalizes samples of up to three axes.
  const rows = [sizeOf(shape.slice(0, -1)), shape.at(-1)!];
  return [
    reshaped(`${name}/rows`, inputs, rows),
    layer([`${name}/rows`]),
    reshaped(`${name}/shaped`, [name], shape),
  ];
}

function pooled(
  className: string,
  { size, strides, padding }: Omit<MaxPoolLayer, "kind">,
  { name, inputs }: Surroundings,
): KerasLayer {
  const config = { poolSize: size, strides, padding, ...CHANNELS_LAST };
  return kerasLayer(className, name, inputs, config);
}

/**
 * A model in the words of tfjs-layers, such that it does the same.
 *
 * A layer keeps its name; where it takes several, the others are called
 * `name/…`, as no layer of ours can be.
 */
export function kerasOf(model: AnyModel): KerasModel {
  const layers: KerasLayer[] = [];
  const ends = new Map<Place, string>();
  /** Names of these places, each but once: tfjs-layers frees what one layer takes twice before others have taken it. */
  const distinct = (places: readonly Place[], alias: (i: number) => string) => {
    const taken = new Set<string>();
    return places.map((place, i) => {
      const end = ends.get(place)!;
      const name = taken.has(end) ? alias(i) : end;
      if (name !== end) layers.push(applied("linear", name, end));
      taken.add(name);
      return name;
    });
  };
  for (const [place, name] of placesOf(model)) {
    const { layer, shape } = place;
    const inputs = distinct(place.inputs, (i) => `${name}/input_${i + 1}`);
    const inputShape = place.inputs[0]?.shape ?? [];
    // The rule found by the layer's own tag takes that layer.
    const rule = KERAS_RULES[layer.kind] as KerasRule<LayerKind>;
    layers.push(...rule(layer, { name, inputs, inputShape, shape }));
    ends.set(place, layers.at(-1)!.name);
  }
  const heads = Object.entries<Place>(model.outputs);
  const outputs = distinct(
    heads.map(([, place]) => place),
    (i) => `${heads[i]![0]}/output`,
  );
  return { layers, outputs };
}
