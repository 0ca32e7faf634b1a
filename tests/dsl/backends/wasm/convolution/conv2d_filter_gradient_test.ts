import { assert, assertEquals } from "@std/assert";
import { EXAMPLES } from "./examples.ts";
import { filterGradientOf } from "./geometries.ts";
import { loweringLaws, run, stepsFor } from "./lowering_laws.ts";

const SMALL = {
  image: [1, 1, 4, 1],
  filter: [1, 2, 1, 1],
  strides: [1, 1],
  dilations: [1, 1],
  padding: { top: 0, bottom: 0, left: 0, right: 0 },
} as const;

Deno.test("each cell gets what all windows are worth, times the pixels under it", () => {
  const image = Float32Array.of(1, 2, 3, 4);
  const upstream = Float32Array.of(100, 10, 1);
  assertEquals(
    [...run(filterGradientOf(SMALL), [image, upstream])],
    [123, 234],
  );
  const strided = { ...SMALL, strides: [1, 2] } as const;
  assertEquals(
    [...run(filterGradientOf(strided), [image, upstream.slice(1)])],
    [13, 24],
  );
});

loweringLaws("conv2dFilterGradient", filterGradientOf, EXAMPLES);

Deno.test("threads divide a filter of many parts, and else the images", () => {
  const rows = (image: number[], filter: number[]) =>
    stepsFor(filterGradientOf({ ...SMALL, image, filter }))
      .map((step) => step.rows);
  assertEquals(rows([64, 16, 16, 16], [3, 3, 16, 32]), [24]);
  assertEquals(rows([64, 30, 30, 1], [3, 3, 1, 16]), [8, 1]);
  assertEquals(rows([50, 30, 30, 1], [3, 3, 1, 16]), [2, 1]);
  assertEquals(rows([1, 30, 30, 1], [3, 3, 1, 16]), [1]);
  const [first] = stepsFor(filterGradientOf({
    ...SMALL,
    image: [64, 30, 30, 1],
    filter: [3, 3, 1, 16],
  }));
  assert(first!.reads.every((read) => read.rows === "own"));
});
