import { assertEquals } from "@std/assert";
import { EXAMPLES } from "./examples.ts";
import { inputGradientOf } from "./geometries.ts";
import { loweringLaws, run, stepsFor } from "./lowering_laws.ts";

const SMALL = {
  image: [1, 1, 4, 1],
  filter: [1, 2, 1, 1],
  strides: [1, 1],
  dilations: [1, 1],
  padding: { top: 0, bottom: 0, left: 0, right: 0 },
} as const;

Deno.test("each pixel gets what the windows over it are worth, times their cells", () => {
  const filter = Float32Array.of(10, 1);
  const gradient = (
    convolution: Parameters<typeof inputGradientOf>[0],
    ...upstream: readonly number[]
  ) => [
    ...run(inputGradientOf(convolution), [Float32Array.from(upstream), filter]),
  ];
  assertEquals(gradient(SMALL, 1, 2, 3), [10, 21, 32, 3]);
  assertEquals(
    gradient({ ...SMALL, strides: [1, 2] }, 1, 2),
    [10, 1, 20, 2],
  );
  assertEquals(
    gradient({ ...SMALL, strides: [1, 3], dilations: [1, 2] }, 1),
    [10, 0, 1, 0],
  );
});

loweringLaws("conv2dInputGradient", inputGradientOf, EXAMPLES);

Deno.test("one window over an image is a product with a row of the filter", () => {
  const upstream = inputGradientOf({
    ...SMALL,
    image: [8, 5, 5, 3],
    filter: [5, 5, 3, 4],
  });
  const steps = stepsFor(upstream);
  assertEquals(steps.at(-1)!.flops, 2 * 8 * 4 * 75);
  assertEquals(steps.filter(({ kernel }) => kernel.label.includes("pad")), []);
});
