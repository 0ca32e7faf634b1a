import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { FusedActivation, NodeOf } from "../../../../../dsl/graph/node.ts";
import { IMAGES } from "../../../../arbitraries/operations/images.ts";
import { assertAllNear } from "../../../same_meaning.ts";
import { assertKeysTellApart } from "../assert_keys_tell_apart.ts";
import {
  type Convolution,
  convolutions,
  forwardOf,
  fractions,
  fusedOf,
  wholeNumbers,
} from "./geometries.ts";
import {
  assertExact,
  type ConvolutionNode,
  inputsOf,
  loweringLaws,
  meaningOf,
  run,
  stepsFor,
} from "./lowering_laws.ts";
import { EXAMPLES } from "./examples.ts";

const SMALL: Convolution = {
  image: [1, 3, 3, 1],
  filter: [2, 2, 1, 1],
  strides: [1, 1],
  dilations: [1, 1],
  padding: { top: 0, bottom: 0, left: 0, right: 0 },
};

Deno.test("a filter of powers of ten shows the pixels under it", () => {
  const image = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
  const filter = Float32Array.of(1000, 100, 10, 1);
  assertEquals(
    [...run(forwardOf(SMALL), [image, filter])],
    [1245, 2356, 4578, 5689],
  );
  const padded = {
    ...SMALL,
    strides: [2, 2],
    padding: { top: 1, bottom: 0, left: 0, right: 1 },
  } as const;
  assertEquals(
    [...run(forwardOf(padded), [image, filter])],
    [12, 30, 4578, 6090],
  );
  const dilated = { ...SMALL, dilations: [2, 1] } as const;
  assertEquals(
    [...run(forwardOf(dilated), [image, filter])],
    [1278, 2389],
  );
});

Deno.test("a bias is added before what is negative becomes 0", () => {
  const image = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
  const filter = Float32Array.of(0, 0, 0, 1);
  const bias = Float32Array.of(-6);
  const answer = (activation: FusedActivation) => [
    ...run(fusedOf(SMALL, activation), [image, filter, bias]),
  ];
  assertEquals(answer("linear"), [-1, 0, 2, 3]);
  assertEquals(answer("relu"), [0, 0, 2, 3]);
});

loweringLaws("conv2d", forwardOf, EXAMPLES);
loweringLaws("fusedConv2d", (each) => fusedOf(each, "relu"), EXAMPLES);

Deno.test("every function of a fused convolution is what the interpreter means by it", () => {
  const activations = fc.constantFrom<FusedActivation>(
    "linear",
    "elu",
    "sigmoid",
    "tanh",
  );
  fc.assert(
    fc.property(convolutions, activations, (convolution, activation) => {
      const node = fusedOf(convolution, activation);
      if (activation === "linear") {
        return assertExact(node, inputsOf(node, wholeNumbers));
      }
      const inputs = inputsOf(node, fractions);
      assertAllNear(run(node, inputs), meaningOf(node, inputs), 1e-5, "result");
    }),
    { numRuns: 60 },
  );
});

Deno.test("the samples of all backends mean what the interpreter means", () => {
  const { conv2d, fusedConv2d, conv2dInputGradient, conv2dFilterGradient } =
    IMAGES;
  const samples = fc.oneof(
    ...[conv2d, fusedConv2d, conv2dInputGradient, conv2dFilterGradient]
      .map(({ any }) => any),
  );
  fc.assert(
    fc.property(samples, ({ program, feeds }) => {
      // The samples are of these kinds.
      const node = program.outputs.output as unknown as ConvolutionNode;
      const inputs = (node as NodeOf<"conv2d">).inputs
        .map(({ name }) => Float32Array.from(feeds[name]!));
      assertAllNear(run(node, inputs), meaningOf(node, inputs), 1e-5, "result");
    }),
    { numRuns: 200 },
  );
});

Deno.test("kernels with a bias and with relu are others", () => {
  fc.assert(
    fc.property(convolutions, (convolution) => {
      const activations = ["linear", "relu", "elu"] as const;
      assertKeysTellApart([
        forwardOf(convolution),
        ...activations.map((each) => fusedOf(convolution, each)),
      ].flatMap(stepsFor));
    }),
    { numRuns: 10 },
  );
});

Deno.test("batches share their code, and few images are divided by rows", () => {
  const batch = (images: number) =>
    stepsFor(forwardOf({ ...SMALL, image: [images, 9, 9, 1] }));
  const [nine, sixteen] = [batch(9), batch(16)];
  assertEquals(
    nine.map(({ kernel }) => kernel.key),
    sixteen.map(({ kernel }) => kernel.key),
  );
  assertEquals(sixteen.at(-1)!.rows, 16);
  assertEquals(batch(2).at(-1)!.rows, 2 * 8);
});

Deno.test("the convolutions tried reach tiles of all sizes, and what lies outside", () => {
  const tried = fc.sample(convolutions, { numRuns: 400, seed: 1 });
  const sizes = (of: (each: Convolution) => number) => new Set(tried.map(of));
  const widths = sizes((each) => forwardOf(each).shape[2]!);
  for (let width = 1; width <= 15; width++) assert(widths.has(width));
  const lasts = sizes(({ filter }) => filter[3]! % 8);
  assertEquals(lasts.size, 8);
  assertEquals(sizes(({ strides: [stride] }) => stride).size, 4);
  assertEquals(sizes(({ dilations: [, dilation] }) => dilation).size, 3);
  const batches = sizes(({ image }) => image[0]!);
  for (const batch of [1, 2, 3, 7, 8, 9]) assert(batches.has(batch));
  assert(tried.some(({ filter }) => filter[2]! >= 12));
  assert(tried.some(({ filter }) => filter[3]! >= 32));
  assert(tried.some(({ image }) => image[1] === 1 && image[2] === 1));
  assert(tried.some(({ padding, filter }) => padding.top > filter[0]!));
  const unpadded = ({ padding }: Convolution) =>
    Object.values(padding).every((cells: number) => cells === 0);
  assert(tried.some(unpadded));
});
