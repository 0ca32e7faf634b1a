import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import { resize } from "../../../envs/rendering/_resize.ts";
import { image, imageOf } from "./images.ts";

const size = fc.integer({ min: 1, max: 12 });

Deno.test("resize() takes the mean of what is beneath each pixel, by its area", () => {
  const mixed = resize(imageOf("r..", "b.."), 1, 2);
  // The left half is one and a half columns wide.
  assertEquals([...mixed.data], [85, 0, 85, 0, 0, 0]);
  assertEquals([...resize(imageOf("#."), 1, 1).data], [128, 128, 128]);
});

Deno.test("resize() enlarges each pixel to a block, and makes blocks pixels again", () => {
  fc.assert(fc.property(image, size, size, (image, down, across) => {
    const [height, width] = image.shape;
    const large = resize(image, height * down, width * across);
    const at = 3 * ((height * down - 1) * width * across + width * across - 1);
    assertEquals(large.data.slice(at), image.data.slice(-3));
    assertEquals(resize(large, height, width), image);
    assertEquals(resize(image, height, width), image);
  }));
});

Deno.test("resize() keeps the mean of all pixels, up to rounding", () => {
  const mean = (data: Uint8Array, c: number) => {
    const parts = data.filter((_, i) => i % 3 === c);
    return parts.reduce((sum, part) => sum + part, 0) / parts.length;
  };
  fc.assert(fc.property(image, size, size, (image, height, width) => {
    const other = resize(image, height, width);
    assertEquals(other.shape, [height, width, 3]);
    for (const c of [0, 1, 2]) {
      assert(Math.abs(mean(other.data, c) - mean(image.data, c)) <= 0.501);
    }
  }));
});
