import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import * as tfCore from "../../../../core/deps/tfjs_core.ts";
import type * as tf from "../../../../core/deps/tfjs_layers.ts";
import { fromLayersModel } from "../../../../dsl/backends/tfjs/layers_model/from_layers_model.ts";
import { toLayersModel } from "../../../../dsl/backends/tfjs/layers_model/to_layers_model.ts";
import { sameModel } from "../../../../dsl/formats/model_json.ts";
import { heads } from "../../../../dsl/heads.ts";
import { input } from "../../../../dsl/input.ts";
import type { LayerKind } from "../../../../dsl/layer.ts";
import { ACTIVATION_NAMES } from "../../../../dsl/layers/activation.ts";
import { orthogonal } from "../../../../dsl/layers/initializer.ts";
import { add, concat } from "../../../../dsl/merge.ts";
import type { AnyModel, Model } from "../../../../dsl/model.ts";
import { placesOf } from "../../../../dsl/places_of.ts";
import { models } from "../../../arbitraries/model.ts";
import { assertAllNear } from "../../same_meaning.ts";
import {
  assertPredicts,
  BATCH,
  feedsFor,
  meaning,
  openTfjs,
  saved,
  silently,
  trained,
} from "./layers_model/in_tfjs.ts";

await openTfjs();

/** The model as it comes back through a `tf.LayersModel`, with what that predicts checked. */
async function thereAndBack(model: AnyModel, seed: number) {
  const values = trained(model, seed);
  const layersModel = await toLayersModel(model, values);
  try {
    assertPredicts(layersModel, model, values, feedsFor(model, seed));
    return await fromLayersModel(layersModel);
  } finally {
    layersModel.dispose();
  }
}

Deno.test("every activation is the same function in tfjs-layers, and comes back", async () => {
  const functions: readonly ((x: Model) => Model)[] = [
    ...ACTIVATION_NAMES.map((fn) => (x: Model) => x.activation(fn)),
    ...[-0.5, 0, 1, 3].map((slope) => (x: Model) => x.leakyRelu({ slope })),
    ...[-0.5, 0, 0.1, 1e-30, 1, 3, 1e6]
      .map((alpha) => (x: Model) => x.elu({ alpha })),
    (x) => x.gelu({ approximate: true }),
  ];
  const size = 81;
  const x = Array.from({ length: BATCH * size }, (_, i) => (i - size) / 4);
  for (const apply of functions) {
    const model = apply(input([size]));
    const layersModel = await toLayersModel(model, {});
    const again = await saved(layersModel);
    assertPredicts(again, model, {}, { input: x });
    assert(sameModel((await fromLayersModel(again)).model, model));
    layersModel.dispose();
    again.dispose();
  }
});

Deno.test("a model goes to tfjs-layers and back, and predicts the same", async () => {
  await silently(() =>
    fc.assert(
      fc.asyncProperty(models, fc.nat(), async (model, seed) => {
        const values = trained(model, seed);
        const feeds = feedsFor(model, seed);
        const before = tfCore.memory().numTensors;
        const layersModel = await toLayersModel(model, values);
        const { numTensors } = tfCore.memory();
        assertEquals(numTensors - before, Object.keys(values).length);
        assertPredicts(layersModel, model, values, feeds);
        const back = await fromLayersModel(layersModel);
        assert(sameModel(back.model, model));
        assertEquals(back.weights, values);
        assertEquals(tfCore.memory().numTensors, numTensors);
        layersModel.dispose();
        assertEquals(tfCore.memory().numTensors, before);
      }),
      { numRuns: 100 },
    )
  );
});

Deno.test("the models have all that is hard for tfjs-layers", () => {
  const seen = new Set<LayerKind | "scaled" | "twice" | "heads" | "shared">();
  for (const model of fc.sample(models, { numRuns: 400, seed: 1 })) {
    for (const { layer, inputs } of placesOf(model).keys()) {
      seen.add(layer.kind);
      if (layer.kind === "activation" && layer.fn === "elu") {
        if (![0, 1].includes(layer.alpha)) seen.add("scaled");
      }
      if (new Set(inputs).size < inputs.length) seen.add("twice");
    }
    if (model.kind === "heads") seen.add("heads");
    const ends = Object.values(model.outputs);
    if (new Set(ends).size < ends.length) seen.add("shared");
  }
  assertEquals(seen.size, 13 + 4, [...seen].join());
});

/** Layers that tfjs-layers says otherwise: with all axes known, or counted from the first. */
const REWORDED: readonly LayerKind[] = [
  "input",
  "flatten",
  "reshape",
  "concat",
];

Deno.test("a model.json of it loads in tfjs-layers alone, and means the same without its metadata", async () => {
  await fc.assert(
    fc.asyncProperty(models, fc.nat(), async (model, seed) => {
      const values = trained(model, seed);
      const feeds = feedsFor(model, seed);
      const layersModel = await toLayersModel(model, values);
      const again = await saved(layersModel);
      assertPredicts(again, model, values, feeds);
      const back = await fromLayersModel(again);
      assert(sameModel(back.model, model));
      assertEquals(back.weights, values);
      const bare = await saved(layersModel, false);
      const plain = await fromLayersModel(bare);
      const wanted = Object.values(meaning(model, values, feeds));
      const found = Object.values(meaning(plain.model, plain.weights, feeds));
      assertEquals(found.length, wanted.length);
      wanted.forEach(({ data }, i) =>
        assertAllNear(found[i]!.data, data, 1e-9, `output ${i}`)
      );
      const described = new Map(
        [...placesOf(plain.model)].map(([{ layer }, name]) => [name, layer]),
      );
      for (const [{ layer }, name] of placesOf(model)) {
        if (REWORDED.includes(layer.kind)) continue;
        if (layer.kind === "activation" && layer.fn === "elu") continue;
        assertEquals(described.get(name), layer);
      }
      for (const each of [layersModel, again, bare]) each.dispose();
    }),
    { numRuns: 50 },
  );
});

Deno.test("what tfjs-layers has no words for comes back all the same", async () => {
  const x = input([2, 3, 1]);
  const both = [x, x.relu()] as const;
  for (
    const model of [
      heads({ value: x.flatten().dense(1) }),
      heads({ a: x.relu(), b: x.relu(), input: x, again: x }),
      concat(both, { axis: -2 }),
      concat(both, { axis: 1 }),
      add([x, x, x]),
      x.dense(2, { name: "dense_1" }),
      x.reshape([-1, 2]).flatten(),
      input([]).tanh(),
      input([3]).flatten().dense(1),
      input([2, 2, 2, 3]).batchNorm({ scale: false }),
      input([4]).dense(2, { kernelInitializer: orthogonal({ gain: 2 }) }),
    ]
  ) {
    assert(sameModel((await thereAndBack(model, 1)).model, model));
  }
});

Deno.test("metadata that does not fit the layers is not believed", async () => {
  const model = input([2]).dense(3).elu({ alpha: 0.5 });
  for (
    const silica of [
      input([2]).dense(3).elu({ alpha: 0.6 }),
      input([2]).dense(3),
      "nonsense",
      null,
    ]
  ) {
    const layersModel = await toLayersModel(model, trained(model, 1));
    const metadata = JSON.parse(JSON.stringify({ silica }));
    (layersModel as tf.LayersModel).setUserDefinedMetadata(metadata);
    assert(sameModel((await fromLayersModel(layersModel)).model, model));
    layersModel.dispose();
  }
});
