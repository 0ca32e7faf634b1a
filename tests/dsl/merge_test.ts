import { assertEquals, assertThrows } from "@std/assert";
import { input } from "../../dsl/input.ts";
import { add, concat } from "../../dsl/merge.ts";
import type { Model } from "../../dsl/model.ts";
import { placesOf } from "../../dsl/places_of.ts";

const [a, b] = [input([2, 3], { name: "a" }), input([2, 3], { name: "b" })];

Deno.test("concat() joins along the last axis, or another", () => {
  assertEquals(concat([a, b]).shape, [2, 6]);
  assertEquals(concat([a, b, a], { axis: 0 }).shape, [6, 3]);
  assertEquals(concat([a, b], { axis: -2, name: "both" }).shape, [4, 3]);
});

Deno.test("add() keeps the shape", () => {
  const model = add([a, b.relu()], { name: "sum" });
  assertEquals(model.shape, [2, 3]);
  const names = [...placesOf(model).values()];
  assertEquals(names, ["a", "b", "activation_1", "sum"]);
});

Deno.test("merges refuse models that cannot be one", () => {
  const text = (run: () => unknown) => assertThrows(run, RangeError).message;
  assertEquals(
    text(() => concat([input([2]), input([3])])),
    'Cannot add layer 1 (concat) as "input" must name one layer only: current owner is an input',
  );
  assertEquals(
    text(() => add([a.relu(), b.dense(2)])),
    "Cannot add layer 3 (add) as its inputs must have one shape: current list of shapes is [2, 3], [2, 2]",
  );
  assertEquals(
    text(() => concat([])),
    "Cannot add layer 1 (concat) as it takes at least 2 inputs: current number is 0",
  );
  const none = undefined as unknown as Model;
  assertThrows(() => add([a, none]), TypeError, "every part must be a model");
  assertThrows(
    () => concat([none, a]),
    TypeError,
    "every part must be a model",
  );
});
