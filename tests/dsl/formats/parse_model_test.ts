import fc from "fast-check";
import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { sameModel } from "../../../dsl/formats/model_json.ts";
import { parseModel } from "../../../dsl/formats/parse_model.ts";
import { input } from "../../../dsl/input.ts";
import { orthogonal } from "../../../dsl/layers/initializer.ts";
import { parametersOf } from "../../../dsl/passes/parameters_of.ts";
import { placesOf } from "../../../dsl/places_of.ts";
import { models } from "../../arbitraries/model.ts";

/** JSON that may be taken apart. */
type Json = unknown[] & Record<string, unknown>;

const model = input([4, 4, 1])
  .conv2d(2, 3, { name: "stem", kernelInitializer: orthogonal({ gain: 2 }) })
  .leakyRelu().flatten().dense(3);

/** The JSON of the model above, changed. */
function changed(change: (json: Json) => void): unknown {
  const json = JSON.parse(JSON.stringify(model));
  change(json);
  return json;
}

Deno.test("parseModel() reads what toJSON() wrote", () => {
  const again = parseModel(JSON.stringify(model));
  assert(sameModel(again, model));
  assertEquals([...placesOf(again).values()], [
    "input",
    "stem",
    "activation_1",
    "flatten_1",
    "dense_1",
  ]);
  assert(again.kind === "model");
  assertEquals(again.dense(2).shape, [2]);
  assert(sameModel(parseModel(model.toJSON()), model));
});

Deno.test("parseModel() of JSON.stringify() is the same model", () => {
  fc.assert(fc.property(models, (model) => {
    const text = JSON.stringify(model);
    const again = parseModel(text);
    assertEquals(JSON.stringify(again), text);
    assertEquals(again.kind, model.kind);
    assert(sameModel(again, model));
    assertEquals(parametersOf(again), parametersOf(model));
    const shapes = [again, model].map((each) =>
      [...placesOf(each)].map(([{ shape }, name]) => [name, shape])
    );
    assertEquals(shapes[0], shapes[1]);
  }));
});

/** What is wrong with a file, and how it is told. */
const WRONG: readonly (readonly [string, (json: Json) => void])[] = [
  [
    'Cannot read a model as \'format\' must be "silica-model": current value is "zip"',
    (json) => json.format = "zip",
  ],
  [
    "Cannot read a model as 'version' must be 1, the version this program reads: current value is 2",
    (json) => json.version = 2,
  ],
  [
    "Cannot read a model as 'layers' must be a list: current value is undefined",
    (json) => delete json.layers,
  ],
  [
    "Cannot read a model as 'outputs' must be a number, or an object of numbers: current value is \"4\"",
    (json) => json.outputs = "4",
  ],
  [
    "Cannot read a model as 'outputs' must be an integer within [0, 4]: current value is 5",
    (json) => json.outputs = 5,
  ],
  [
    'Cannot read a model as the field must be one of "format", "version", "layers", "outputs": current value is "extra"',
    (json) => json.extra = 1,
  ],
  [
    "Cannot read layers[4] (dense) as 'units' must be a finite number: current value is \"3\"",
    (json) => layerAt(json, 4).units = "3",
  ],
  [
    "Cannot read layers[4] (dense) as 'units' must be a positive integer: current value is 0",
    (json) => layerAt(json, 4).units = 0,
  ],
  [
    "Cannot read layers[1] (conv2d) as 'kernelInitializer.gain' must be a finite number: current value is null",
    (json) => (layerAt(json, 1).kernelInitializer as Json).gain = null,
  ],
  [
    'Cannot read layers[1] (conv2d) as the field must be one of "kind", "gain": current value is "kernelInitializer.scale"',
    (json) => (layerAt(json, 1).kernelInitializer as Json).scale = 1,
  ],
  [
    "Cannot read layers[1] (conv2d) as 'biasInitializer' must be an object: current value is \"zeros\"",
    (json) => layerAt(json, 1).biasInitializer = "zeros",
  ],
  [
    "Cannot read layers[1] (conv2d) as the window must fit in the image: current window is [9, 9] over an image of [4, 4]",
    (json) => layerAt(json, 1).kernelSize = [9, 9],
  ],
  [
    "Cannot read layers[1] (conv2d) as 'strides' must be two finite numbers: current value is [1, 1, 1]",
    (json) => layerAt(json, 1).strides = [1, 1, 1],
  ],
  [
    "Cannot read layers[2] (leakyRelu) as 'slope' must be a finite number: current value is undefined",
    (json) => delete layerAt(json, 2).slope,
  ],
  [
    "Cannot read layers[1] as 'inputs' must be an integer within [0, 0]: current value is 1",
    (json) => placeAt(json, 1).inputs = [1],
  ],
  [
    "Cannot read layers[1] (conv2d) as it takes one input: current number is 2",
    (json) => placeAt(json, 1).inputs = [0, 0],
  ],
  [
    "Cannot read layers[1] (input) as it takes no input: current number is 1",
    (json) => placeAt(json, 1).layer = { kind: "input", shape: [2] },
  ],
  [
    "Cannot read layers[3] as 'name' must be a text: current value is 7",
    (json) => placeAt(json, 3).name = 7,
  ],
  [
    "Cannot read layers[3] (flatten) as 'name' must begin with a letter or digit and go on with these, _, - or .: current value is \"__proto__\"",
    (json) => placeAt(json, 3).name = "__proto__",
  ],
  [
    'Cannot read a model as "stem" must name one layer only: current owner is layer 1 (conv2d)',
    (json) => placeAt(json, 3).name = "stem",
  ],
  [
    "Cannot read a model as every layer must lead to an output: current loose end is layers[4]",
    (json) => json.outputs = 3,
  ],
  [
    "Cannot read a model as there must be one or more: current value is 0",
    (json) => json.outputs = {},
  ],
  [
    "Cannot read a model as 'outputs.policy' must be an integer within [0, 4]: current value is -1",
    (json) => json.outputs = { policy: -1 },
  ],
];

const placeAt = (json: Json, number: number) =>
  (json.layers as Json)[number] as Json;
const layerAt = (json: Json, number: number) =>
  placeAt(json, number).layer as Json;

Deno.test("parseModel() says what is wrong, and where", () => {
  for (const [message, change] of WRONG) {
    const found = assertThrows(() => parseModel(changed(change)));
    assertEquals((found as Error).message, message);
    assert(found instanceof SyntaxError || found instanceof RangeError);
  }
});

Deno.test("parseModel() refuses what is no JSON object", () => {
  for (
    const source of ["", "{", "null", "[]", "7", '"text"', undefined, null]
  ) {
    const { message } = assertThrows(() => parseModel(source), SyntaxError);
    assertMatch(message, /^Cannot read a model as it must be/);
  }
  const text = JSON.stringify(model).slice(0, 80);
  assertThrows(() => parseModel(text), SyntaxError, "it must be JSON");
});

Deno.test("parseModel() is not deceived by inherited fields", () => {
  const { layers, ...rest } = model.toJSON();
  const deceiver = Object.assign(Object.create({ layers }), rest);
  assertThrows(() => parseModel(deceiver), SyntaxError, "'layers' must be");
  const text = JSON.stringify(model).replace('"format"', '"__proto__"');
  assertThrows(() => parseModel(text), RangeError, '"__proto__"');
  assertEquals(({} as Record<string, unknown>).format, undefined);
  for (const kind of ["constructor", "toString", "__proto__"]) {
    const forged = changed((json) => layerAt(json, 3).kind = kind);
    assertThrows(() => parseModel(forged), RangeError, "'kind' must be one of");
  }
});

Deno.test("parseModel() is quick with models that are huge on purpose", () => {
  const layers = [
    { name: "input", layer: { kind: "input", shape: [1] }, inputs: [] },
    ...Array.from({ length: 20_000 }, (_, i) => ({
      layer: { kind: "add" },
      inputs: [i, i],
    })),
  ];
  const json = { format: "silica-model", version: 1, layers, outputs: 20_000 };
  assertEquals(placesOf(parseModel(json)).size, 20_001);
  const units = changed((json) => layerAt(json, 4).units = 1e15);
  assertThrows(() => parseModel(units), RangeError, "at most 2147483647");
});

/** Every place of some JSON: the object it stands in, and its key. */
function holesOf(json: unknown): [Json, string][] {
  if (typeof json !== "object" || json === null) return [];
  return Object.keys(json).flatMap((key) => [
    [json as Json, key] as [Json, string],
    ...holesOf((json as Json)[key]),
  ]);
}

Deno.test("parseModel() reads damaged JSON, or refuses it as ours", () => {
  const filling = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(-1, 0, 1, 2, 1e999, 0.5, "same", "relu", [], [1, 1], {}),
  );
  let refused = 0;
  const law = fc.property(
    models,
    fc.nat(),
    filling,
    fc.boolean(),
    (model, place, value, isRemoved) => {
      const json = JSON.parse(JSON.stringify(model));
      const holes = holesOf(json);
      const [parent, key] = holes[place % holes.length]!;
      if (isRemoved) delete parent[key];
      else parent[key] = value;
      try {
        const again = parseModel(json);
        // What is read means what was written.
        assert(sameModel(parseModel(JSON.stringify(again)), again));
      } catch (error) {
        assert(error instanceof SyntaxError || error instanceof RangeError);
        assertMatch(error.message, /^Cannot read (a model|layers\[\d+\])/);
        refused++;
      }
    },
  );
  fc.assert(law, { numRuns: 500 });
  assert(refused > 250, `only ${refused} of 500 were refused`);
});
