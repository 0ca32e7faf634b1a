import { assertEquals, assertThrows } from "@std/assert";
import { conv2d } from "../../../dsl/layers/conv2d.ts";
import type { LayerPadding } from "../../../dsl/layers/padding.ts";

Deno.test("conv2d() takes one number for rows and columns, or two", () => {
  const layer = conv2d(8, 3, { strides: [2, 1], padding: "same" });
  assertEquals(layer.kernelSize, [3, 3]);
  assertEquals(layer.strides, [2, 1]);
  assertEquals(layer.dilation, [1, 1]);
  assertEquals(conv2d(8, [3, 5]).kernelSize, [3, 5]);
});

Deno.test("conv2d() keeps its own copy of what it is given", () => {
  const size: [number, number] = [3, 3];
  const layer = conv2d(8, size);
  size[0] = 0;
  assertEquals(layer.kernelSize, [3, 3]);
});

Deno.test("conv2d() refuses nonsense", () => {
  const text = (run: () => unknown) => assertThrows(run, RangeError).message;
  assertThrows(() => conv2d(0, 3), RangeError, "'filters'");
  assertThrows(() => conv2d(8, [3, 0]), RangeError, "'kernelSize'");
  assertThrows(() => conv2d(8, 3, { strides: -1 }), RangeError, "'strides'");
  assertThrows(() => conv2d(8, 3, { dilation: 0 }), RangeError, "'dilation'");
  assertEquals(
    text(() => conv2d(8, 3, { padding: "full" as LayerPadding })),
    'Cannot describe a conv2d layer as \'padding\' must be one of "valid", "same": current value is "full"',
  );
  assertEquals(
    text(() => conv2d(8, 3, { strides: 2, dilation: [1, 2] })),
    "Cannot describe a conv2d layer as 'strides' or 'dilation' must be 1: current value is [2, 2] and [1, 2]",
  );
});
