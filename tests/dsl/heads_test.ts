import { assert, assertEquals, assertThrows } from "@std/assert";
import { sameModel } from "../../dsl/formats/model_json.ts";
import { heads } from "../../dsl/heads.ts";
import { input } from "../../dsl/input.ts";
import { concat } from "../../dsl/merge.ts";
import type { Model } from "../../dsl/model.ts";
import { placesOf } from "../../dsl/places_of.ts";

const trunk = input([4]).dense(32).relu();

Deno.test("heads() share the layers below them", () => {
  const model = heads({ policy: trunk.dense(2), value: trunk.dense(1) });
  const { policy, value } = model.outputs;
  assertEquals([policy.shape, value.shape], [[2], [1]]);
  assert(policy.inputs[0] === value.inputs[0]);
  assertEquals([...placesOf(model).values()], [
    "input",
    "dense_1",
    "activation_1",
    "dense_2",
    "dense_3",
  ]);
});

Deno.test("heads() take the trunk itself, and are told apart by order and name", () => {
  const [a, b] = [trunk, trunk.dense(1)];
  assert(sameModel(heads({ a, b }), heads({ a, b })));
  assert(!sameModel(heads({ a, b }), heads({ a, c: b })));
  assert(!sameModel(heads({ output: b }), b));
});

Deno.test("heads() may be joined by a third that shares inputs with both", () => {
  const [a, b] = [input([3], { name: "a" }), input([3], { name: "b" })];
  const both = concat([a, b]).dense(1);
  const model = heads({ a: a.dense(2), b: b.dense(2), both });
  assertEquals(Object.keys(model.outputs), ["a", "b", "both"]);
});

Deno.test("heads() refuse what is not one model", () => {
  const text = (run: () => unknown) => assertThrows(run, RangeError).message;
  assertEquals(
    text(() => heads({ a: trunk, b: input([3]).dense(2) })),
    'Cannot describe heads as "a" and "b" must grow from a common input: current common input is none',
  );
  assertEquals(
    text(() => heads({})),
    "Cannot describe heads as there must be one or more: current value is 0",
  );
  assertEquals(
    text(() => heads({ "": trunk })),
    "Cannot describe heads as 'name' must begin with a letter or digit and go on with these, _, - or .: current value is \"\"",
  );
  const twice = [1, 2].map((units) => trunk.dense(units, { name: "end" }));
  assertEquals(
    text(() => heads({ a: twice[0]!, b: twice[1]! })),
    'Cannot describe heads as "end" must name one layer only: current owner is layer 3 (dense)',
  );
  const none = undefined as unknown as Model;
  assertThrows(() => heads({ a: none }), TypeError, 'head "a" must be a model');
});
