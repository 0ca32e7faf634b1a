import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import { sameModel } from "../../dsl/formats/model_json.ts";
import { input } from "../../dsl/input.ts";
import type { LayerKind } from "../../dsl/layer.ts";
import {
  ACTIVATION_NAMES,
  type ActivationName,
} from "../../dsl/layers/activation.ts";
import type { AnyModel, Model } from "../../dsl/model.ts";
import { summary } from "../../dsl/passes/summary.ts";
import type { Place } from "../../dsl/place.ts";
import { placesOf } from "../../dsl/places_of.ts";
import {
  models,
  type Move,
  naming,
  play,
  singleModels,
  someMoves,
} from "../arbitraries/model.ts";

/** A residual unit that halves the image, as in ResNet. */
const downsample = (filters: number) => (model: Model) =>
  model.residual(
    (m) =>
      m.conv2d(filters, 3, { strides: 2, padding: "same" }).batchNorm().relu()
        .conv2d(filters, 3, { padding: "same" }).batchNorm(),
    { projection: (m) => m.conv2d(filters, 1, { strides: 2 }).batchNorm() },
  ).relu();

/** Each activation by its method. */
const METHODS: {
  readonly [F in ActivationName]: (model: Model) => Model;
} = {
  linear: (model) => model.activation("linear"),
  relu: (model) => model.relu(),
  leakyRelu: (model) => model.leakyRelu(),
  elu: (model) => model.elu(),
  selu: (model) => model.selu(),
  gelu: (model) => model.gelu(),
  swish: (model) => model.swish(),
  tanh: (model) => model.tanh(),
  sigmoid: (model) => model.sigmoid(),
  softplus: (model) => model.softplus(),
  softmax: (model) => model.softmax(),
};

Deno.test("Model grows layer by layer, each with its shape", () => {
  const model = input([28, 28, 1])
    .conv2d(32, 3, { activation: "relu" }).maxPool(2)
    .flatten().dropout(0.5).dense(10, { name: "digits" }).softmax();
  const shapes = [...placesOf(model)].map(([{ shape }, name]) => [name, shape]);
  assertEquals(shapes, [
    ["input", [28, 28, 1]],
    ["conv2d_1", [26, 26, 32]],
    ["activation_1", [26, 26, 32]],
    ["maxPool_1", [13, 13, 32]],
    ["flatten_1", [5408]],
    ["dropout_1", [5408]],
    ["digits", [10]],
    ["activation_2", [10]],
  ]);
});

Deno.test("Model.branch() describes an inception module", () => {
  const same = { padding: "same", activation: "relu" } as const;
  const model = input([28, 28, 192]).branch(
    (m) => m.conv2d(64, 1, same),
    (m) => m.conv2d(96, 1, same).conv2d(128, 3, same),
    (m) => m.conv2d(16, 1, same).conv2d(32, 5, same),
    (m) => m.maxPool(3, { strides: 1, padding: "same" }).conv2d(32, 1, same),
  ).concat();
  assertEquals(model.shape, [28, 28, 256]);
});

Deno.test("Model.residual() adds the input, or its projection", () => {
  const model = downsample(64)(input([56, 56, 32]));
  assertEquals(model.shape, [28, 28, 64]);
  const identity = input([4]).residual((m) => m.dense(4));
  const sum = identity.outputs.output;
  assertEquals(sum.layer.kind, "add");
  assertEquals(
    sum.inputs.map(({ layer }) => layer.kind),
    ["dense", "input"],
  );
});

Deno.test("Model.repeat() tells a block how often it came before", () => {
  const model = input([4]).repeat(3, (m, i) => m.dense(2 ** i).tanh());
  const spelled = input([4]).dense(1).tanh().dense(2).tanh().dense(4).tanh();
  assert(sameModel(model, spelled));
});

Deno.test("Model spells an activation in three ways", () => {
  const trunk = input([4, 3, 2]);
  const name = "hidden";
  for (const fn of ACTIVATION_NAMES) {
    const models = [
      trunk.dense(8, { activation: fn, name }),
      trunk.dense(8, { name }).activation(fn),
      METHODS[fn](trunk.dense(8, { name })),
    ];
    for (const model of models) assert(sameModel(model, models[0]!), fn);
    const kernel = trunk.conv2d(2, 1, { activation: fn });
    assert(sameModel(kernel, trunk.conv2d(2, 1).activation(fn)), fn);
  }
  const { layer } = trunk.leakyRelu({ slope: 0.2, name: "leak" }).outputs
    .output;
  assertEquals(layer, { kind: "activation", fn: "leakyRelu", slope: 0.2 });
});

Deno.test("console.log() of a model shows its summary", () => {
  const model = input([4]).dense(2);
  assertEquals(Deno.inspect(model), summary(model));
});

/** Whether nothing of a value can be changed; its places are looked at once. */
function isFrozen(value: unknown, seen = new Set<unknown>()): boolean {
  if (typeof value !== "object" || value === null || seen.has(value)) {
    return true;
  }
  seen.add(value);
  return Object.isFrozen(value) &&
    Object.values(value).every((part) => isFrozen(part, seen));
}

Deno.test("Model is frozen all through", () => {
  fc.assert(fc.property(models, (model) => {
    assert(isFrozen(model));
  }));
});

Deno.test("Model is not changed by what is built on it", () => {
  fc.assert(
    fc.property(singleModels, someMoves, someMoves, (trunk, left, right) => {
      const before = JSON.stringify(trunk);
      const grow = (moves: readonly Move[]) =>
        play(trunk, moves, naming("grown"));
      const one = grow(left);
      grow(right);
      assertEquals(JSON.stringify(trunk), before);
      assert(sameModel(grow(left), one));
      // The trunk's own places stay the places of what grows from it.
      const grown = placesOf(one);
      for (const place of placesOf(trunk).keys()) assert(grown.has(place));
    }),
  );
});

Deno.test("Model.layer() spells every chain", () => {
  fc.assert(fc.property(singleModels, (model) => {
    const chain = [...placesOf(model).keys()]
      .filter(({ inputs }) => inputs.length === 1)
      .map(({ layer, inputs }) => ({ layer, shape: inputs[0]!.shape }));
    for (const { layer, shape } of chain) {
      const again = input(shape).layer(layer).outputs.output;
      assertEquals(again.layer, layer);
    }
  }));
});

Deno.test("placesOf() lists inputs before users, under names of their own", () => {
  fc.assert(fc.property(models, (model) => {
    const seen = new Set<Place>();
    const names = placesOf(model);
    for (const [place, name] of names) {
      assert(place.inputs.every((input) => seen.has(input)));
      assertEquals(place.name ?? name, name);
      seen.add(place);
    }
    assertEquals(new Set(names.values()).size, names.size);
  }));
});

Deno.test("the models drawn have every kind of layer, branches, inputs and heads", () => {
  const drawn: AnyModel[] = fc.sample(models, { numRuns: 500, seed: 1 });
  const places = drawn.map((model) => [...placesOf(model).keys()]);
  const count = (is: (place: Place) => boolean) =>
    places.filter((each) => each.some(is)).length;
  const kinds: { readonly [K in LayerKind]: true } = {
    input: true,
    dense: true,
    activation: true,
    flatten: true,
    reshape: true,
    dropout: true,
    batchNorm: true,
    conv2d: true,
    maxPool: true,
    averagePool: true,
    globalAveragePool: true,
    concat: true,
    add: true,
  };
  for (const kind of Object.keys(kinds)) {
    const found = count(({ layer }) => layer.kind === kind);
    assert(found > 50, `${kind} in only ${found} of 500`);
  }
  for (const fn of ACTIVATION_NAMES) {
    const found = count(({ layer }) =>
      layer.kind === "activation" && layer.fn === fn
    );
    assert(found > 10, `${fn} in only ${found} of 500`);
  }
  const named = count(({ name }) => name !== undefined && name !== "input");
  assert(named > 100, `names in only ${named} of 500`);
  const several =
    places.filter((each) =>
      each.filter(({ layer }) => layer.kind === "input").length > 1
    ).length;
  assert(several > 50, `several inputs in only ${several} of 500`);
  const heads = drawn.filter(({ outputs }) => Object.keys(outputs).length > 1);
  assert(heads.length > 50, `several heads in only ${heads.length} of 500`);
});
