import fc from "fast-check";
import { Graph } from "../../../../../dsl/graph/graph.ts";
import type {
  GraphNode,
  NodeOf,
  Shape,
} from "../../../../../dsl/graph/node.ts";
import * as op from "../../../../../dsl/graph/op.ts";
import type { PoolOptions } from "../../../../../dsl/graph/op.ts";
import type { Pooling } from "../../../../../dsl/backends/wasm/pooling/pooling.ts";

/** A window over images. */
export interface Pool {
  readonly image: Shape;
  readonly options: PoolOptions;
}

/** The windows of a pool. */
export function poolingOf({ image, options }: Pool): Pooling {
  const x = new Graph().placeholder("x", image) as GraphNode;
  const { attributes, shape } = op.maxPool(x, options) as GraphNode as NodeOf<
    "maxPool"
  >;
  return { image, result: shape, geometry: attributes };
}

/** Along one axis: a window, its padding, and an image into which it reaches. */
const alongAxis = fc.record({
  size: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 3 }) },
    { weight: 1, arbitrary: fc.integer({ min: 4, max: 6 }) },
  ),
  stride: fc.integer({ min: 1, max: 4 }),
  before: fc.nat(5),
  after: fc.nat(5),
  cells: fc.nat(8),
}).map(({ size, stride, before, after, cells }) => {
  const padding = [before % size, after % size] as const;
  const least = Math.max(1, size - padding[0] - padding[1]);
  return { size, stride, padding, cells: least + cells };
});

const channels = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 9 }) },
  { weight: 1, arbitrary: fc.integer({ min: 10, max: 45 }) },
);

/** Windows of every sort over images of every sort. */
export const pools: fc.Arbitrary<Pool> = fc.record({
  n: fc.integer({ min: 1, max: 3 }),
  rows: alongAxis,
  columns: alongAxis,
  channels,
}).map(({ n, rows, columns, channels }) => ({
  image: [n, rows.cells, columns.cells, channels],
  options: {
    size: [rows.size, columns.size],
    strides: [rows.stride, columns.stride],
    padding: {
      top: rows.padding[0],
      bottom: rows.padding[1],
      left: columns.padding[0],
      right: columns.padding[1],
    },
  },
}));
