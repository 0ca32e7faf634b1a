import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import * as tfCore from "../../../../../core/deps/tfjs_core.ts";
import type * as tf from "../../../../../core/deps/tfjs_layers.ts";
import { toLayersModel } from "../../../../../dsl/backends/tfjs/layers_model/to_layers_model.ts";
import { heads } from "../../../../../dsl/heads.ts";
import { input } from "../../../../../dsl/input.ts";
import { concat } from "../../../../../dsl/merge.ts";
import type { Model } from "../../../../../dsl/model.ts";
import type { ParameterValues } from "../../../../../dsl/passes/initialize.ts";
import { placesOf } from "../../../../../dsl/places_of.ts";
import { predict, silently, trained } from "./in_tfjs.ts";

// First, so that it finds tfjs without any backend.
Deno.test("toLayersModel() opens the cpu backend where none was chosen", async () => {
  let openings = 0;
  tfCore.registerBackend("other", () => {
    openings++;
    throw new Error("this backend never opens");
  }, 99);
  await silently(async () => {
    const model = input([2]).dense(1);
    const values = {
      "dense_1/kernel": Float32Array.of(10, 100),
      "dense_1/bias": Float32Array.of(0.5),
    };
    const layersModel = await toLayersModel(model, values);
    assertEquals(tfCore.getBackend(), "cpu");
    const [output] = predict(layersModel, { input: [1, 2, 3, 4] });
    assertEquals(output, { shape: [2, 1], data: [210.5, 430.5] });
    layersModel.dispose();
  });
  tfCore.removeBackend("other");
  assertEquals(openings, 0);
});

Deno.test("toLayersModel() keeps the names and the order of inputs, layers and heads", async () => {
  const left = input([3], { name: "left" }).dense(4, { name: "look" });
  const trunk = concat([left, input([2], { name: "right" })]).tanh();
  const model = heads({
    policy: trunk.dense(3),
    value: trunk.dense(1, { name: "worth" }),
  });
  const layersModel = await toLayersModel(model, trained(model, 1));
  assertEquals(layersModel.inputNames, ["left", "right"]);
  const { inputs } = layersModel as tf.LayersModel;
  assertEquals(inputs.map(({ shape }) => shape), [[null, 3], [null, 2]]);
  assertEquals(layersModel.outputNames, ["dense_2", "worth"]);
  const names = layersModel.layers.map(({ name }) => name).sort();
  assertEquals(names, [...placesOf(model).values()].sort());
  layersModel.dispose();
});

Deno.test("toLayersModel() predicts with batchNorm's moving averages", async () => {
  const model = input([1]).batchNorm({ epsilon: 1 });
  const layersModel = await toLayersModel(model, {
    "batchNorm_1/gamma": Float32Array.of(10),
    "batchNorm_1/beta": Float32Array.of(100),
    "batchNorm_1/movingMean": Float32Array.of(5),
    "batchNorm_1/movingVariance": Float32Array.of(3),
  });
  // 10 · (x − 5) / √(3 + 1) + 100
  const [output] = predict(layersModel, { input: [5, 9] });
  assertEquals(output!.data, [100, 120]);
  layersModel.dispose();
});

Deno.test("toLayersModel() makes dropouts that predict nothing else", async () => {
  const layersModel = await toLayersModel(input([4]).dropout(0.9), {});
  const fed = [1, 2, 3, 4, 5, 6, 7, 8];
  const [output] = predict(layersModel, { input: fed });
  assertEquals(output!.data, fed);
});

Deno.test("elu with another alpha keeps to its function far out", async () => {
  const model = input([3]).elu({ alpha: 0.5 });
  const layersModel = await toLayersModel(model, {});
  const far = [Infinity, -Infinity, 0, 1e30, -1e30, NaN];
  const [output] = predict(layersModel, { input: far });
  const [inf, none, zero, large, least, nan] = output!.data;
  assertEquals([inf, none, Math.abs(zero!)], [Infinity, -0.5, 0]);
  assertAlmostEquals(large! / 1e30, 1, 1e-6);
  assertEquals([least, nan], [-0.5, NaN]);
});

Deno.test("toLayersModel() refuses what tfjs-layers has no room for", async () => {
  const refused: readonly [Model, string][] = [
    [
      input([2]).relu().dense(3, { name: "größe" }),
      'layer 2 (dense) to a tf.LayersModel as its name must be of ASCII letters and digits, _, - and .: current name is "größe"',
    ],
    [
      input([2], { name: "constructor" }).relu(),
      'input "constructor" to a tf.LayersModel as its name must not be one that every object knows',
    ],
    [
      input([64]).reshape([2, 2, 2, 2, 2, 2]),
      "layer 1 (reshape) to a tf.LayersModel as a sample must have at most 5 axes: current shape is [2, 2, 2, 2, 2, 2]",
    ],
  ];
  for (const [model, message] of refused) {
    const convert = () => toLayersModel(model, trained(model, 1));
    await assertRejects(convert, RangeError, message);
  }
});

Deno.test("toLayersModel() wants the values of each parameter, and no others", async () => {
  const model = input([2]).dense(3, { useBias: false });
  const refused: readonly [ParameterValues, string][] = [
    [{}, "current value is undefined"],
    [{ "dense_1/kernel": new Float32Array(5) }, "current value is one of 5"],
    [
      { "dense_1/bias": new Float32Array(3) },
      'the parameter must be one of "dense_1/kernel": current value is "dense_1/bias"',
    ],
  ];
  const before = tfCore.memory().numTensors;
  for (const [values, message] of refused) {
    const convert = () => toLayersModel(model, values);
    await assertRejects(convert, RangeError, message);
  }
  assertEquals(tfCore.memory().numTensors, before);
});
