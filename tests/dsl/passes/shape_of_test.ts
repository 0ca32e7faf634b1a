import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import type { Layer } from "../../../dsl/layer.ts";
import { addLayer } from "../../../dsl/layers/add.ts";
import { concatLayer } from "../../../dsl/layers/concat.ts";
import { conv2d } from "../../../dsl/layers/conv2d.ts";
import { dense } from "../../../dsl/layers/dense.ts";
import { flatten } from "../../../dsl/layers/flatten.ts";
import { maxPool } from "../../../dsl/layers/max_pool.ts";
import { shapeOf } from "../../../dsl/passes/shape_of.ts";

Deno.test("shapeOf() follows the book's DQN", () => {
  const options = { padding: "same" } as const;
  const first = shapeOf(conv2d(32, 8, { strides: 4, ...options }), [[
    88,
    80,
    1,
  ]]);
  assertEquals(first, [22, 20, 32]);
  const second = shapeOf(conv2d(64, 4, { strides: 2, ...options }), [first]);
  assertEquals(second, [11, 10, 64]);
  assertEquals(shapeOf(flatten(), [second]), [7040]);
});

Deno.test("shapeOf() keeps leading axes of a dense layer", () => {
  assertEquals(shapeOf(dense(7), [[2, 3, 5]]), [2, 3, 7]);
});

/** How many windows there are, by trying every place; with "same", one begins in the image at each step. */
function countPlaces(
  size: number,
  reach: number,
  stride: number,
  padding: "same" | "valid",
): number {
  let count = 0;
  for (let begin = 0; begin < size; begin += stride) {
    if (padding === "same" || begin + reach <= size) count++;
  }
  return count;
}

Deno.test("shapeOf() counts the places of a window", () => {
  const sizes = fc.integer({ min: 1, max: 9 });
  const pairs = fc.tuple(sizes, sizes);
  const paddings = fc.constantFrom("same" as const, "valid" as const);
  const law = fc.property(
    pairs,
    pairs,
    pairs,
    fc.boolean(),
    paddings,
    (image, size, steps, isDilated, padding) => {
      const dilation = isDilated ? steps : [1, 1] as const;
      const strides = isDilated ? [1, 1] as const : steps;
      const reach = [0, 1].map((i) => (size[i]! - 1) * dilation[i]! + 1);
      const [rows, columns] = [0, 1].map((i) =>
        countPlaces(image[i]!, reach[i]!, strides[i]!, padding)
      );
      const layers: Layer[] = [conv2d(4, size, { strides, dilation, padding })];
      if (!isDilated) layers.push(maxPool(size, { strides, padding }));
      for (const layer of layers) {
        const find = () => shapeOf(layer, [[...image, 4]]);
        if (rows === 0 || columns === 0) {
          assertThrows(find, RangeError, "the window must fit in the image");
        } else assertEquals(find(), [rows!, columns!, 4]);
      }
    },
  );
  fc.assert(law, { numRuns: 500 });
});

Deno.test("shapeOf() adds up the axis that concat joins", () => {
  const shapes = [[2, 3], [2, 4], [2, 5]];
  assertEquals(shapeOf(concatLayer(-1), shapes), [2, 12]);
  assertEquals(shapeOf(concatLayer(1), shapes), [2, 12]);
  assertThrows(() => shapeOf(concatLayer(0), shapes), RangeError, "alike");
  assertThrows(() => shapeOf(concatLayer(-3), shapes), RangeError, "an axis");
  assertThrows(() => shapeOf(concatLayer(0), [[2], [2, 1]]), RangeError);
});

Deno.test("shapeOf() refuses a number of inputs the layer does not take", () => {
  const text = (layer: Layer, count: number) =>
    assertThrows(
      () => shapeOf(layer, Array.from({ length: count }, () => [2])),
      RangeError,
    ).message;
  assertEquals(
    text(dense(2), 2),
    "Cannot find the shape of dense as it takes one input: current number is 2",
  );
  assertEquals(
    text(addLayer(), 1),
    "Cannot find the shape of add as it takes at least 2 inputs: current number is 1",
  );
});

Deno.test("shapeOf() refuses a kind of layer that there is not", () => {
  const forged = { kind: "toString" } as unknown as Layer;
  assertThrows(() => shapeOf(forged, [[2]]), RangeError, "must be one of 13");
});
