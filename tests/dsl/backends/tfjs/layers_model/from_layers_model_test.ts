import { assertEquals, assertRejects } from "@std/assert";
import * as tfCore from "../../../../../core/deps/tfjs_core.ts";
import * as tf from "../../../../../core/deps/tfjs_layers.ts";
import { fromLayersModel } from "../../../../../dsl/backends/tfjs/layers_model/from_layers_model.ts";
import type { LayersModel } from "../../../../../dsl/backends/tfjs/layers_model/layers_model.ts";
import { input } from "../../../../../dsl/input.ts";
import {
  heNormal,
  lecunUniform,
} from "../../../../../dsl/layers/initializer.ts";
import { placesOf } from "../../../../../dsl/places_of.ts";
import { assertPredicts, feedsFor, openTfjs } from "./in_tfjs.ts";

await openTfjs();

// A real tf.LayersModel is a LayersModel; this is checked when the file compiles.
const _accepted: (model: tf.LayersModel | tf.Sequential) => LayersModel = (
  model,
) => model;

/** A model of tfjs-layers with one input. */
function graph(
  shape: (number | null)[],
  grow: (x: tf.SymbolicTensor) => unknown,
): tf.LayersModel {
  const x = tf.input({ shape, name: "x" });
  return tf.model({ inputs: x, outputs: grow(x) as tf.SymbolicTensor });
}

Deno.test("fromLayersModel() takes a tf.sequential", async () => {
  const layers = [
    tf.layers.conv2d({
      filters: 2,
      kernelSize: 3,
      strides: [2, 1],
      padding: "same",
      activation: "elu",
      kernelInitializer: "heNormal",
      inputShape: [6, 5, 1],
      name: "block/see",
    }),
    tf.layers.maxPooling2d({ poolSize: 2, strides: 1 }),
    tf.layers.flatten(),
    tf.layers.dense({
      units: 3,
      useBias: false,
      kernelInitializer: "leCunUniform",
      kernelRegularizer: "l1l2",
      kernelConstraint: "maxNorm",
      name: "out",
    }),
    tf.layers.softmax({ axis: -1, name: "odds" }),
  ];
  const layersModel = tf.sequential({ layers });
  const { model, weights } = await fromLayersModel(layersModel);
  const expected = input([6, 5, 1])
    .conv2d(2, 3, {
      strides: [2, 1],
      padding: "same",
      kernelInitializer: heNormal(),
      name: "block.see",
    })
    .elu()
    .maxPool(2, { strides: 1, name: layers[1]!.name })
    .flatten({ name: layers[2]!.name })
    .dense(3, {
      useBias: false,
      kernelInitializer: lecunUniform(),
      name: "out",
    })
    .softmax({ name: "odds" });
  assertEquals(JSON.stringify(model), JSON.stringify(expected));
  assertPredicts(layersModel, model, weights, feedsFor(model, 1));
  layersModel.dispose();
});

Deno.test("fromLayersModel() takes a tf.model", async () => {
  const apply = (layer: tf.layers.Layer, ...x: tf.SymbolicTensor[]) =>
    layer.apply(x.length === 1 ? x[0]! : x) as tf.SymbolicTensor;
  const left = tf.input({ shape: [3], name: "left" });
  const right = tf.input({ shape: [3], name: "right" });
  const activation = "gelu_new" as "relu";
  const hidden = apply(tf.layers.dense({ units: 3, activation }), left);
  const sum = apply(tf.layers.add({ name: "sum" }), hidden, right);
  const all = apply(tf.layers.concatenate({ axis: 1 }), sum, right);
  const layersModel = tf.model({
    inputs: [right, left],
    outputs: [
      apply(tf.layers.leakyReLU({ name: "leak" }), all),
      apply(tf.layers.dense({ units: 1, name: "worth" }), sum),
      apply(tf.layers.reshape({ targetShape: [2, null], name: "two" }), all),
    ],
  });
  const { model, weights } = await fromLayersModel(layersModel);
  assertEquals(Object.keys(model.outputs), ["leak", "worth", "two"]);
  assertPredicts(layersModel, model, weights, feedsFor(model, 1));
  layersModel.dispose();
});

Deno.test("fromLayersModel() reads the weights of this moment, trained or frozen", async () => {
  const layer = tf.layers.batchNormalization({ inputShape: [3] });
  const layersModel = tf.sequential({ layers: [layer] });
  layersModel.compile({ optimizer: "sgd", loss: "meanSquaredError" });
  const x = tfCore.tensor([[1, 5, 2], [3, 9, 7]]);
  await layersModel.fit(x, x, { epochs: 2, verbose: 0 });
  layer.trainable = false;
  const { model, weights } = await fromLayersModel(layersModel);
  assertPredicts(layersModel, model, weights, feedsFor(model, 1));
  layer.trainable = true;
  const copied = Object.values(weights).map((values) => [...values]);
  await layersModel.fit(x, x, { epochs: 1, verbose: 0 });
  assertEquals(Object.values(weights).map((values) => [...values]), copied);
  layersModel.dispose();
});

Deno.test("fromLayersModel() answers a copy of the weights", async () => {
  const dense = tf.layers.dense({ units: 2, inputShape: [3] });
  const layersModel = tf.sequential({ layers: [dense] });
  const { model, weights } = await fromLayersModel(layersModel);
  const kept = Object.entries(weights)
    .map(([name, values]) => [name, values.slice()] as const);
  for (const values of Object.values(weights)) values.fill(NaN);
  const feeds = feedsFor(model, 1);
  assertPredicts(layersModel, model, Object.fromEntries(kept), feeds);
  layersModel.dispose();
});

Deno.test("an activation inside of a layer finds a name of its own", async () => {
  const { dense, activation } = tf.layers;
  const layers = [
    dense({ units: 2, activation: "tanh", inputShape: [2], name: "first" }),
    activation({ activation: "relu", name: "activation_1" }),
    dense({ units: 2, name: "input" }),
  ];
  const { model } = await fromLayersModel(tf.sequential({ layers }));
  const names = [...placesOf(model).values()];
  const found = ["first_input", "first", "first_tanh", "activation_1", "input"];
  assertEquals(names, found);
});

Deno.test("fromLayersModel() refuses what is not in the language", async () => {
  const { layers } = tf;
  const refused: readonly [tf.LayersModel, string][] = [
    [
      graph(
        [4, 2],
        (x) => layers.gru({ units: 2, recurrentInitializer: "zeros" }).apply(x),
      ),
      '(GRU) as the class must be one of 17, the nearest "',
    ],
    [
      graph(
        [2],
        (x) =>
          layers.dense({ units: 2, activation: "mish", name: "d" }).apply(x),
      ),
      'layer "d" (Dense) as the activation must be one of 11, the nearest "swish"',
    ],
    [
      graph([2, 8, 8], (x) =>
        layers.conv2d({
          filters: 1,
          kernelSize: 2,
          dataFormat: "channelsFirst",
        }).apply(x)),
      `(Conv2D) as 'dataFormat' must be "channels_last"`,
    ],
    [
      graph([2], (x) => layers.reLU({ maxValue: 6 }).apply(x)),
      "(ReLU) as 'maxValue' must be left out: current value is 6",
    ],
    [
      graph([2, 3], (x) => layers.softmax().apply(x)),
      "(Softmax) as 'axis' must be the last, -1: current value is 1",
    ],
    [
      graph([2, 3], (x) => layers.batchNormalization({ axis: 1 }).apply(x)),
      "(BatchNormalization) as 'axis' must be the last",
    ],
    [
      graph([2, 3], (x) =>
        layers.concatenate({ axis: -2 })
          .apply([x, layers.reLU().apply(x) as tf.SymbolicTensor])),
      "(Concatenate) as 'axis' must be -1 or above 0: current value is -2",
    ],
    [
      graph([2], (x) => {
        const dense = layers.dense({ units: 2, name: "twice" });
        return dense.apply(dense.apply(x));
      }),
      'layer "twice" (Dense) as it must be used once: current count is 2',
    ],
    [
      graph([2], (x) => {
        const inner = layers.dense({ units: 2, inputShape: [2] });
        return tf.sequential({ layers: [inner], name: "in" }).apply(x);
      }),
      'layer "in" (Sequential) as its layers must stand in the outer model',
    ],
    [
      graph(
        [2],
        (x) => layers.dropout({ rate: 0.5 }).apply(x, { training: true }),
      ),
      '(Dropout) as it must be applied without settings: current setting is "training"',
    ],
    [
      graph([4], (x) =>
        layers.add().apply([
          x,
          layers.dense({ units: 1 }).apply(x) as tf.SymbolicTensor,
        ])),
      "(Add) as its inputs must have one shape: current list of shapes is [4], [1]",
    ],
    [tf.sequential(), "as there must be a layer: current number is 0"],
  ];
  for (const [layersModel, message] of refused) {
    await assertRejects(
      () => fromLayersModel(layersModel),
      RangeError,
      message,
    );
  }
  await assertRejects(
    () => fromLayersModel(graph([null, 2], (x) => layers.reLU().apply(x))),
    TypeError,
    "layer \"x\" (InputLayer) as 'shape' must be a list of finite numbers: current value is [null, 2]",
  );
});

Deno.test("fromLayersModel() refuses what is no living model of tfjs-layers", async () => {
  const layersModel = tf.sequential({
    layers: [tf.layers.dense({ units: 1, inputShape: [1], name: "gone" })],
  });
  const like = (toJSON: () => unknown): LayersModel => ({
    name: "like",
    layers: [],
    inputNames: [],
    outputNames: [],
    predict: () => {},
    save: () => Promise.resolve(),
    toJSON,
    getUserDefinedMetadata: () => undefined,
    dispose: () => {},
  });
  layersModel.dispose();
  await assertRejects(
    () => fromLayersModel(layersModel),
    RangeError,
    '"gone/kernel" must be alive: current weight is disposed',
  );
  await assertRejects(
    // @ts-expect-error: a number is no model
    () => fromLayersModel(3),
    TypeError,
    "as it must be one of tfjs-layers: current value is 3",
  );
  await assertRejects(
    () => fromLayersModel(like(() => ({ "class_name": "Graph" }))),
    TypeError,
    "'toJSON' must describe a tf.sequential or tf.model",
  );
  const config = { name: "x", "batch_shape": [null, 4] };
  const layers = [{ "class_name": "InputLayer", name: "x", config }];
  await assertRejects(
    () =>
      fromLayersModel(
        like(() => ({ "class_name": "Functional", config: { layers } })),
      ),
    TypeError,
    "must be in the format of Keras 2, as of tfjs-layers: current format is that of Keras 3",
  );
});
