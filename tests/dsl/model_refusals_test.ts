import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { input } from "../../dsl/input.ts";
import type { Model } from "../../dsl/model.ts";
import type { Place } from "../../dsl/place.ts";

Deno.test("Model refuses what does not fit, naming the layer", () => {
  const text = (run: () => unknown) => assertThrows(run, RangeError).message;
  const image = input([4, 5, 3]);
  assertEquals(
    text(() => image.relu().conv2d(8, 5)),
    "Cannot add layer 2 (conv2d) as the window must fit in the image: current window is [5, 5] over an image of [4, 5]",
  );
  assertEquals(
    text(() => (image.flatten() as Model).maxPool(2)),
    "Cannot add layer 2 (maxPool) as it takes images [height, width, channels]: current input shape is [60]",
  );
  assertEquals(
    text(() => image.reshape([7, -1])),
    "Cannot add layer 1 (reshape) as [7, -1] takes a multiple of 7 values: current input shape is [4, 5, 3], 60 values",
  );
  assertEquals(
    text(() => image.reshape([2, 3])),
    "Cannot add layer 1 (reshape) as [2, 3] takes 6 values: current input shape is [4, 5, 3], 60 values",
  );
  assertEquals(
    text(() => image.branch((m) => m, (m) => m.conv2d(3, 1)).add().dropout(1)),
    "Cannot add layer 3 (dropout) as 'rate' must be a finite number within [0, 1): current value is 1",
  );
  assertEquals(
    text(() => image.branch((m) => m, (m) => m.conv2d(2, 1)).add()),
    "Cannot add layer 2 (add) as its inputs must have one shape: current list of shapes is [4, 5, 3], [4, 5, 2]",
  );
  assertEquals(
    text(() => image.branch((m) => m, (m) => m.maxPool(2)).concat()),
    "Cannot add layer 2 (concat) as its inputs must be alike but for axis -1: current list of shapes is [4, 5, 3], [2, 2, 3]",
  );
  assertEquals(
    text(() => image.branch((m) => m, (m) => m).concat({ axis: 3 })),
    "Cannot add layer 1 (concat) as there must be an axis 3: current list of shapes is [4, 5, 3], [4, 5, 3]",
  );
  assertEquals(
    text(() => image.branch((m) => m).add()),
    "Cannot add layer 1 (add) as it takes at least 2 inputs: current number is 1",
  );
  assertEquals(
    text(() => image.residual((m) => m.conv2d(2, 1))),
    "Cannot add layer 2 (add) as a block must keep its input's shape, or 'projection' give its own: current pair of shapes is [4, 5, 3] and [4, 5, 2]",
  );
  assertEquals(
    text(() => image.repeat(0, (m) => m)),
    "Cannot repeat a block as 'times' must be a positive integer: current value is 0",
  );
  assertEquals(
    text(() => image.dense(2, { name: "a" }).relu().dense(3, { name: "a" })),
    'Cannot add layer 3 (dense) as "a" must name one layer only: current owner is layer 1 (dense)',
  );
  assertEquals(
    text(() => image.dense(2, { name: "input" })),
    'Cannot add layer 1 (dense) as "input" must name one layer only: current owner is an input',
  );
  assertEquals(
    text(() => image.dense(2, { name: "a/b" })),
    "Cannot add layer 1 (dense) as 'name' must begin with a letter or digit and go on with these, _, - or .: current value is \"a/b\"",
  );
  assertEquals(
    text(() => image.dense(2.5)),
    "Cannot add layer 1 (dense) as 'units' must be a positive integer: current value is 2.5",
  );
  assertEquals(
    text(() => image.flatten().dense(2 ** 31)),
    "Cannot add layer 2 (dense) as a sample may have at most 2147483647 values: current shape is [2147483648]",
  );
  assertEquals(
    text(() => image.flatten().dense(2 ** 26)),
    "Cannot add layer 2 (dense) as its kernel may have at most 2147483647 elements: current shape is [60, 67108864]",
  );
  assertEquals(
    text(() => image.reshape([1, 1, 1, 1, 1, 1, 1, 1, 60])),
    "Cannot add layer 1 (reshape) as a sample may have at most 8 axes: current number is 9",
  );
  assertEquals(
    text(() => input([]).softmax()),
    "Cannot add layer 1 (softmax) as it takes at least one axis: current input shape is []",
  );
});

Deno.test("Model refuses what is no model or layer", () => {
  const model = input([4]);
  const nothing = (() => undefined) as unknown as (m: Model) => Model;
  assertEquals(
    assertThrows(() => model.branch((m) => m, nothing), TypeError).message,
    "Cannot branch as every block must be a model with one output: current value is undefined",
  );
  assertThrows(() => model.residual(nothing), TypeError, "residual");
  assertThrows(() => model.repeat(2, nothing), TypeError, "repeat");
  const forged = { kind: "attention" } as unknown as Place["layer"];
  assertStringIncludes(
    assertThrows(() => model.layer(forged), RangeError).message,
    "Cannot add layer 1 (unknown kind) as 'kind' must be one of 13, the nearest",
  );
  const merge = { kind: "add" } as const;
  assertThrows(() => model.layer(merge), RangeError, "at least 2 inputs");
  const begin = { kind: "input", shape: [4] } as const;
  assertThrows(() => model.layer(begin), RangeError, "it takes no input");
});
