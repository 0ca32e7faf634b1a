import fc from "fast-check";
import { emit } from "../../../dsl/graph/emit.ts";
import { Graph } from "../../../dsl/graph/graph.ts";
import type {
  GraphNode,
  NodeOf,
  Padding,
  Shape,
} from "../../../dsl/graph/node.ts";
import * as op from "../../../dsl/graph/op.ts";
import type { Conv2dOptions, PoolOptions } from "../../../dsl/graph/op.ts";
import { applied, appliedTo, type Sample } from "../sample.ts";
import { apart, reals } from "../values.ts";
import { activations } from "./folding.ts";
import type { Flavours, FlavoursOf } from "./flavours.ts";

type Pair = readonly [number, number];

const pair = (min: number, max: number): fc.Arbitrary<Pair> =>
  fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));

/** One number for both axes, or one for each. */
function oneOrTwo(max: number): fc.Arbitrary<number | Pair> {
  return fc.oneof(fc.integer({ min: 1, max }), pair(1, max));
}

function both(value: number | Pair): Pair {
  return typeof value === "number" ? [value, value] : value;
}

/** Padding around an image, of at most `most` rows and columns on each side. */
function paddings(most: Pair): fc.Arbitrary<"same" | "valid" | Padding> {
  return fc.oneof(
    fc.constant("valid" as const),
    fc.constant("same" as const),
    fc.record({
      top: fc.nat(most[0]),
      bottom: fc.nat(most[0]),
      left: fc.nat(most[1]),
      right: fc.nat(most[1]),
    }, { noNullPrototype: true }),
  );
}

/** The least image in which a window of this reach fits. */
function least(reach: Pair, padding: "same" | "valid" | Padding): Pair {
  if (padding === "same") return [1, 1];
  if (padding === "valid") return reach;
  return [
    Math.max(1, reach[0] - padding.top - padding.bottom),
    Math.max(1, reach[1] - padding.left - padding.right),
  ];
}

interface Convolution {
  readonly image: Shape;
  readonly filter: Shape;
  readonly options: Conv2dOptions;
}

const convolutions: fc.Arbitrary<Convolution> = fc.tuple(
  pair(1, 3),
  oneOrTwo(2),
  paddings([2, 2]),
).chain(([size, dilations, padding]) => {
  const steps = both(dilations);
  const reach: Pair = [
    (size[0] - 1) * steps[0] + 1,
    (size[1] - 1) * steps[1] + 1,
  ];
  const [height, width] = least(reach, padding);
  return fc.record({
    extra: pair(0, 3),
    strides: oneOrTwo(3),
    count: fc.integer({ min: 1, max: 2 }),
    channels: fc.integer({ min: 1, max: 2 }),
    filters: fc.integer({ min: 1, max: 2 }),
  }).map(({ extra, strides, count, channels, filters }) => ({
    image: [count, height + extra[0], width + extra[1], channels],
    filter: [...size, channels, filters],
    options: { strides, dilations, padding },
  }));
});

/** The convolution itself, to learn its geometry and the shape of its result. */
function forward({ image, filter, options }: Convolution): NodeOf<"conv2d"> {
  const graph = new Graph();
  return op.conv2d(
    graph.placeholder("image", image),
    graph.placeholder("filter", filter),
    options,
  ) as GraphNode as NodeOf<"conv2d">;
}

function convolved(
  shapesOf: (convolution: Convolution, result: Shape) => Shape[],
  build: (
    nodes: readonly GraphNode[],
    convolution: Convolution,
    result: NodeOf<"conv2d">,
  ) => GraphNode,
): fc.Arbitrary<Sample> {
  return convolutions.chain((convolution) => {
    const result = forward(convolution);
    const operands = shapesOf(convolution, result.shape)
      .map((shape) => ({ shape, elements: reals(-2, 2) }));
    return applied(
      operands,
      (...nodes) => build(nodes, convolution, result),
    );
  });
}

const convolution: fc.Arbitrary<Sample> = convolved(
  ({ image, filter }) => [image, filter],
  ([x, w], { options }) => op.conv2d(x!, w!, options),
);

const inputGradient: fc.Arbitrary<Sample> = convolved(
  ({ filter }, result) => [result, filter],
  ([y, w], { image }, { attributes }) =>
    op.conv2dInputGradient(y!, w!, attributes, image),
);

const filterGradient: fc.Arbitrary<Sample> = convolved(
  ({ image }, result) => [image, result],
  ([x, y], { filter }, { attributes }) =>
    op.conv2dFilterGradient(x!, y!, attributes, filter),
);

const fusedConvolution: fc.Arbitrary<Sample> = activations.chain((activation) =>
  convolved(
    ({ image, filter }) => [image, filter, filter.slice(3)],
    ([x, w, b], _, { attributes, shape, dtype }) =>
      emit({
        kind: "fusedConv2d",
        inputs: [x!, w!, b!],
        attributes: { ...attributes, activation },
        shape,
        dtype,
      }),
  )
);

interface Pool {
  readonly image: Shape;
  readonly options: PoolOptions;
}

/** Every window reaches into the image. */
const pools: fc.Arbitrary<Pool> = oneOrTwo(3).chain((size) => {
  const [rows, columns] = both(size);
  return paddings([rows - 1, columns - 1]).chain((padding) => {
    const [height, width] = least([rows, columns], padding);
    return fc.record({
      extra: pair(0, 3),
      strides: fc.option(oneOrTwo(3), { nil: undefined }),
      count: fc.integer({ min: 1, max: 2 }),
      channels: fc.integer({ min: 1, max: 2 }),
    }).map(({ extra, strides, count, channels }) => ({
      image: [count, height + extra[0], width + extra[1], channels],
      options: { size, padding, ...(strides ? { strides } : {}) },
    }));
  });
});

type PoolNode = NodeOf<"maxPool"> | NodeOf<"averagePool">;

/** The parts of a pool's derivative are made only by `gradients`, not by users. */
function part(
  kind: "maxPoolGradient" | "maxPoolPick" | "averagePoolGradient",
  inputs: readonly [GraphNode, ...GraphNode[]],
  { attributes }: PoolNode,
  shape: Shape,
): GraphNode {
  return emit({
    kind,
    inputs,
    attributes,
    shape,
    dtype: "float32",
  }) as GraphNode;
}

function pooled(
  build: (
    nodes: readonly GraphNode[],
    pool: Pool,
    result: PoolNode,
  ) => GraphNode,
  others: (image: Shape, result: Shape) => Shape[],
  onlyOthers = false,
): Flavours {
  const drawn = pools.map((pool) => {
    const image = new Graph().placeholder("image", pool.image);
    const result = op.maxPool(image, pool.options) as GraphNode as PoolNode;
    const shapes = others(pool.image, result.shape);
    return {
      pool,
      result,
      shapes: onlyOthers ? shapes : [pool.image, ...shapes],
    };
  });
  return {
    // Small whole numbers: the largest cell is often not the only one.
    any: drawn.chain(({ pool, result, shapes }) =>
      applied(
        shapes.map((shape) => ({
          shape,
          elements: fc.integer({ min: -2, max: 2 }),
        })),
        (...nodes) => build(nodes, pool, result),
      )
    ),
    smooth: drawn.chain(({ pool, result, shapes }) =>
      appliedTo(
        shapes.map((shape) => ({ shape })),
        apart,
        (...nodes) => build(nodes, pool, result),
      )
    ),
  };
}

/** Samples of convolutions and pools, with their gradients. */
export const IMAGES: FlavoursOf<
  | "conv2d"
  | "fusedConv2d"
  | "conv2dInputGradient"
  | "conv2dFilterGradient"
  | "maxPool"
  | "maxPoolGradient"
  | "maxPoolPick"
  | "averagePool"
  | "averagePoolGradient"
> = {
  conv2d: { any: convolution, smooth: convolution },
  fusedConv2d: { any: fusedConvolution },
  conv2dInputGradient: { any: inputGradient, smooth: inputGradient },
  conv2dFilterGradient: { any: filterGradient, smooth: filterGradient },
  maxPool: pooled(([x], { options }) => op.maxPool(x!, options), () => []),
  maxPoolGradient: pooled(
    ([x, y], { image }, result) =>
      part("maxPoolGradient", [x!, y!], result, image),
    (_, result) => [result],
  ),
  maxPoolPick: pooled(
    ([x, y], _, result) => part("maxPoolPick", [x!, y!], result, result.shape),
    (image) => [image],
  ),
  averagePool: pooled(
    ([x], { options }) => op.averagePool(x!, options),
    () => [],
  ),
  averagePoolGradient: pooled(
    ([y], { image }, result) =>
      part("averagePoolGradient", [y!], result, image),
    (_, result) => [result],
    true,
  ),
};
