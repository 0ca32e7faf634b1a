import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import { resolveWindow } from "../../../../dsl/graph/operations/window.ts";

const size = fc.integer({ min: 1, max: 9 });
const step = fc.integer({ min: 1, max: 4 });

Deno.test("resolveWindow() puts the odd row of same padding at the end", () => {
  const { padding, output } = resolveWindow("slide", {
    image: [5, 6],
    size: [2, 3],
    padding: "same",
  });
  assertEquals(padding, { top: 0, bottom: 1, left: 1, right: 1 });
  assertEquals(output, [5, 6]);
});

Deno.test("same padding makes ⌈image / stride⌉ windows, whatever their size", () => {
  fc.assert(fc.property(
    fc.tuple(size, size),
    fc.tuple(size, size),
    fc.tuple(step, step),
    fc.tuple(step, step),
    (image, size, strides, dilations) => {
      const { output, padding } = resolveWindow("slide", {
        image,
        size,
        strides,
        dilations,
        padding: "same",
      });
      assertEquals(output, [
        Math.ceil(image[0] / strides[0]),
        Math.ceil(image[1] / strides[1]),
      ]);
      const { top, bottom, left, right } = padding;
      assert(bottom - top === 0 || bottom - top === 1);
      assert(right - left === 0 || right - left === 1);
    },
  ));
});

Deno.test("one more window would not fit", () => {
  fc.assert(fc.property(
    fc.tuple(size, size),
    fc.tuple(step, step),
    step,
    fc.nat(3),
    (image, size, stride, added) => {
      const padding = { top: added, bottom: 0, left: 0, right: added };
      const reach = [size[0], size[1]] as const;
      const room = [image[0] + added, image[1] + added] as const;
      if (room[0] < reach[0] || room[1] < reach[1]) return;
      const { output } = resolveWindow("slide", {
        image,
        size,
        strides: stride,
        padding,
      });
      for (const i of [0, 1] as const) {
        assert((output[i] - 1) * stride + reach[i] <= room[i]);
        assert(output[i] * stride + reach[i] > room[i]);
      }
    },
  ));
});
