import fc from "fast-check";
import { emit } from "../../../../../dsl/graph/emit.ts";
import { Graph } from "../../../../../dsl/graph/graph.ts";
import {
  type FusedActivation,
  type GraphNode,
  type NodeOf,
  type Padding,
  type Shape,
  sizeOf,
} from "../../../../../dsl/graph/node.ts";
import * as op from "../../../../../dsl/graph/op.ts";

/** A convolution: what is read, and how. */
export interface Convolution {
  readonly image: Shape;
  readonly filter: Shape;
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly padding: Padding;
}

/** Products of one convolution at most; the interpreter takes about a microsecond for each. */
const MOST_PRODUCTS = 20_000;

/** One axis, by the size of its result, so that every size is drawn. */
interface Axis {
  readonly image: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
  readonly after: number;
  readonly result: number;
}

/** Padding may be larger than the kernel, and than the image; the last pixels may be out of reach. */
function axes(most: number): fc.Arbitrary<Axis> {
  return fc.record({
    result: fc.integer({ min: 1, max: most }),
    kernel: fc.integer({ min: 1, max: 4 }),
    stride: fc.integer({ min: 1, max: 4 }),
    dilation: fc.integer({ min: 1, max: 3 }),
    before: fc.nat(5),
    after: fc.nat(5),
    extra: fc.nat(3),
  }).map(({ extra, ...axis }) => {
    const { result, kernel, stride, dilation, before, after } = axis;
    const reach = (result - 1) * stride + (kernel - 1) * dilation + 1;
    const image = Math.max(1, reach + extra % stride - before - after);
    const padded = image + before + after;
    const exact = Math.floor((padded - (kernel - 1) * dilation - 1) / stride);
    return { ...axis, image, result: exact + 1 };
  });
}

const channels = fc.oneof(
  fc.integer({ min: 1, max: 20 }),
  fc.constantFrom(1, 3, 4, 8, 16, 32),
);

/** Convolutions of all kinds, none too large to be interpreted. */
export const convolutions: fc.Arbitrary<Convolution> = fc.record({
  count: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constantFrom(7, 8, 9, 16)),
  rows: axes(5),
  columns: axes(15),
  channels,
  filters: channels,
}).map(({ count, rows, columns, channels, filters }) => {
  const reads = (rows.kernel * columns.kernel) *
    (rows.result * columns.result);
  // Few images, channels and filters where windows are many.
  const atMost = (wanted: number, others: number) =>
    Math.max(1, Math.min(wanted, Math.floor(MOST_PRODUCTS / reads / others)));
  const c = atMost(channels, 1);
  const f = atMost(filters, c);
  return {
    image: [atMost(count, c * f), rows.image, columns.image, c],
    filter: [rows.kernel, columns.kernel, c, f],
    strides: [rows.stride, columns.stride],
    dilations: [rows.dilation, columns.dilation],
    padding: {
      top: rows.before,
      bottom: rows.after,
      left: columns.before,
      right: columns.after,
    },
  };
});

/** Convolutions that differ from one in a single size each. */
export function neighboursOf(convolution: Convolution): Convolution[] {
  const { image, filter, padding } = convolution;
  const [count, height, width, channels] = image;
  const [rows, columns, , filters] = filter;
  const deeper = (c: number, f: number) => ({
    image: [count!, height!, width!, c],
    filter: [rows!, columns!, c, f],
  });
  return [
    { image: [count! + 1, height!, width!, channels!] },
    { image: [count!, height! + 1, width!, channels!] },
    { image: [count!, height!, width! + 1, channels!] },
    { padding: { ...padding, left: padding.left + 1 } },
    { padding: { ...padding, top: padding.top + 1 } },
    deeper(channels! + 1, filters!),
    deeper(channels!, filters! + 1),
  ].map((change) => ({ ...convolution, ...change }));
}

/** What a node is made of. */
type Parts = readonly [GraphNode, GraphNode, NodeOf<"conv2d">];

function partsOf({ image, filter, ...options }: Convolution): Parts {
  const graph = new Graph();
  const x = graph.placeholder("image", image);
  const w = graph.placeholder("filter", filter);
  return [x, w, op.conv2d(x, w, options) as GraphNode as NodeOf<"conv2d">];
}

/** The convolution itself, over placeholders. */
export function forwardOf(convolution: Convolution): NodeOf<"conv2d"> {
  return partsOf(convolution)[2];
}

/** The convolution with a bias and a function after it. */
export function fusedOf(
  convolution: Convolution,
  activation: FusedActivation,
): NodeOf<"fusedConv2d"> {
  const [x, w, { attributes, shape, dtype, graph }] = partsOf(convolution);
  const bias = graph.placeholder("bias", shape.slice(3));
  return emit({
    kind: "fusedConv2d",
    inputs: [x, w, bias],
    attributes: { ...attributes, activation },
    shape,
    dtype,
  }) as GraphNode as NodeOf<"fusedConv2d">;
}

/** The gradient by the image. */
export function inputGradientOf(
  convolution: Convolution,
): NodeOf<"conv2dInputGradient"> {
  const [x, w, { attributes, shape, graph }] = partsOf(convolution);
  const upstream = graph.placeholder("upstream", shape);
  return op.conv2dInputGradient(
    upstream,
    w,
    attributes,
    x.shape,
  ) as GraphNode as NodeOf<"conv2dInputGradient">;
}

/** The gradient by the filter. */
export function filterGradientOf(
  convolution: Convolution,
): NodeOf<"conv2dFilterGradient"> {
  const [x, w, { attributes, shape, graph }] = partsOf(convolution);
  const upstream = graph.placeholder("upstream", shape);
  return op.conv2dFilterGradient(
    x,
    upstream,
    attributes,
    w.shape,
  ) as GraphNode as NodeOf<"conv2dFilterGradient">;
}

/** Numbers from 0 to 2³², always the same ones. */
function drawn(length: number, seed: number): Uint32Array {
  let state = seed;
  return Uint32Array.from({ length }, () => {
    state = Math.imul(state, 1664525) + 1013904223;
    return state;
  });
}

/** Elements for a shape. */
export type Elements = (shape: Shape, seed: number) => Float32Array;

/** Whole numbers from −3 to 3: sums of their products are exact in single precision. */
export const wholeNumbers: Elements = (shape, seed) =>
  Float32Array.from(drawn(sizeOf(shape), seed), (x) => (x >>> 16) % 7 - 3);

/** Numbers from −1 to 1 whose sums are rounded. */
export const fractions: Elements = (shape, seed) =>
  Float32Array.from(drawn(sizeOf(shape), seed), (x) => x / 2 ** 31 - 1);

/** Whole numbers, and here and there an infinity or NaN. */
export const notFinite: Elements = (shape, seed) => {
  const kinds = drawn(sizeOf(shape), seed + 1);
  return wholeNumbers(shape, seed).map((x, i) => {
    switch ((kinds[i]! >>> 16) % 40) {
      case 0:
        return NaN;
      case 1:
        return Infinity;
      case 2:
        return -Infinity;
      default:
        return x;
    }
  });
};
