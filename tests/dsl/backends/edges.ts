import { Graph } from "../../../dsl/graph/graph.ts";
import {
  type DType,
  type GraphNode,
  type Shape,
  sizeOf,
} from "../../../dsl/graph/node.ts";
import * as op from "../../../dsl/graph/op.ts";
import { program } from "../../../dsl/graph/program.ts";
import { gradients } from "../../../dsl/passes/differentiate.ts";
import { type Sample, sampleOf } from "../../arbitraries/sample.ts";

interface Edge {
  readonly shape: readonly number[];
  readonly dtype?: DType;
  readonly values: readonly number[];
  readonly build: (x: GraphNode, graph: Graph) => readonly GraphNode[];
}

/** Far out, where a careless formula overflows. */
const FAR = [-1000, -100, -88, -30, -1, 0, 1, 30, 88, 100, 1000] as const;

const SATURATING = [
  op.sigmoid,
  op.softplus,
  op.tanh,
  op.elu,
  op.relu,
  op.erf,
  op.softmax,
  op.logSoftmax,
] as const;

/** The first elements of a vector, in another shape. */
function cut(x: GraphNode, shape: Shape): GraphNode {
  return op.reshape(op.slice(x, [0], [sizeOf(shape)]), shape);
}

const EDGES: Readonly<Record<string, Edge>> = {
  "numbers far from 0": {
    shape: [FAR.length],
    values: FAR,
    build: (x) => [
      ...SATURATING.map((f) => f(x)),
      ...SATURATING.flatMap((f) => gradients(op.slice(f(x), [3], [4]), [x])),
    ],
  },
  "numbers near 0": {
    shape: [4],
    values: [1e-7, -1e-7, 1e-4, 1e-10].map(Math.fround),
    build: (x) => [op.expm1(x), op.log1p(x), op.elu(x), op.softplus(x)],
  },
  "whole powers of any base": {
    shape: [6],
    values: [-2, -1, 0, 1, 2, 3],
    build: (x) => [2, 3, 0].map((exponent) => op.power(x, exponent)),
  },
  "whole numbers that wrap around": {
    shape: [3],
    dtype: "int32",
    values: [2 ** 31 - 1, -(2 ** 31), 65537],
    build: (x) => [
      op.add(x, 1),
      op.subtract(x, 5),
      op.multiply(x, x),
      op.square(x),
      op.negate(x),
      op.sum(x),
      op.prod(x),
    ],
  },
  "whole numbers that floats cannot tell apart": {
    shape: [3],
    dtype: "int32",
    values: [2 ** 24 + 1, 2 ** 24, 2 ** 24 + 3],
    build: (x, graph) => [
      op.max(x),
      op.min(x),
      op.argMax(x),
      op.greater(x, 2 ** 24),
      op.maximum(x, 2 ** 24),
      op.gather(x, graph.constant([2, 0], { dtype: "int32" })),
    ],
  },
  "casts of fractions": {
    shape: [6],
    values: [-2.75, -0.5, 0, 0.5, 2.75, 1e9],
    build: (x) => [op.cast(x, "int32"), op.cast(x, "bool")],
  },
  "nothing at all": {
    shape: [0, 2],
    values: [],
    build: (x, graph) => [
      op.sum(x, { axes: 0 }),
      op.prod(x, { axes: 0 }),
      op.sum(x),
      op.sum(x, { axes: 1 }),
      op.relu(op.add(x, 1)),
      op.transpose(x),
      op.reshape(x, [2, 0]),
      op.concat([x, graph.constant([[1, 2]])], { axis: 0 }),
      op.pad(x, [[1, 1], [0, 0]]),
      op.matmul(x, x, { transposeA: true }),
      op.softmax(x),
    ],
  },
  "six axes": {
    shape: [2, 1, 2, 1, 2, 2],
    values: Array.from({ length: 16 }, (_, i) => i),
    build: (x) => [
      op.add(x, op.transpose(x)),
      op.sum(x, { axes: [0, 3] }),
      op.broadcastTo(x, [2, 2, 2, 1, 2, 2]),
      op.slice(x, [1, 0, 0, 0, 0, 0], [1, 1, 2, 1, 2, 1]),
      op.concat([x, x], { axis: 2 }),
      op.argMax(x, 2),
    ],
  },
  "more than one block of anything": {
    shape: [3000],
    values: Array.from({ length: 3000 }, (_, i) => Math.fround(Math.sin(i))),
    build: (x) => {
      const a = cut(x, [33, 17]);
      const b = cut(x, [17, 35]);
      const image = cut(x, [2, 13, 11, 5]);
      const filter = cut(x, [3, 2, 5, 9]);
      const convolved = op.conv2d(image, filter, {
        padding: "same",
        strides: 2,
      });
      return [
        op.matmul(a, b),
        op.matmul(op.transpose(a), op.transpose(b), {
          transposeA: true,
          transposeB: true,
        }),
        convolved,
        ...gradients(op.square(convolved), [image, filter]),
        op.maxPool(image, { size: 3, strides: 2 }),
        op.sum(x),
        op.max(cut(x, [3, 700]), { axes: 1 }),
        op.sum(cut(x, [700, 3]), { axes: 0 }),
        op.argMin(cut(x, [3, 700])),
        op.softmax(cut(x, [4, 300])),
        op.transpose(cut(x, [41, 53])),
        op.sum(op.multiply(cut(x, [41, 1, 23]), cut(x, [37, 1])), { axes: 1 }),
        op.tanh(op.broadcastTo(x, [25, 3000])),
      ];
    },
  },
  "outputs that are inputs, constants, or one another": {
    shape: [2],
    values: [1, 2],
    build: (x, graph) => {
      const next = op.add(x, 1);
      const constant = graph.constant([5, 6]);
      return [
        x,
        next,
        next,
        op.reshape(x, [2, 1]),
        op.reshape(next, [1, 2]),
        op.stopGradient(x),
        constant,
        op.reshape(constant, [2, 1]),
        graph.variable("v", [3, 4]),
      ];
    },
  },
};

/** Values that WGSL does not promise to keep. */
const NOT_FINITE: Readonly<Record<string, Edge>> = {
  "infinities": {
    shape: [3],
    values: [Infinity, 0, -Infinity],
    build: (x) => [
      op.log(op.abs(x)),
      op.reciprocal(x),
      op.exp(x),
      op.relu(x),
      op.maximum(x, 1),
      op.max(x),
      op.greater(x, 0),
      op.square(x),
      op.tanh(x),
      op.sigmoid(x),
    ],
  },
  "what is not a number": {
    shape: [3],
    values: [NaN, 0.5, 2],
    build: (x) => [
      op.relu(x),
      op.elu(x),
      op.maximum(x, 1),
      op.minimum(1, x),
      op.max(x),
      op.sum(x),
      op.softmax(x),
      op.equal(x, x),
      op.notEqual(x, x),
      op.less(x, 1),
      op.select(op.greater(x, 0), x, 0),
      op.maxPool(op.reshape(x, [1, 3, 1, 1]), { size: [3, 1] }),
    ],
  },
  "what is not a number among numbers": {
    shape: [3, 2],
    values: [1, NaN, NaN, 2, 3, NaN],
    build: (x) => {
      const image = op.reshape(x, [1, 3, 2, 1]);
      const pooled = op.maxPool(image, { size: [3, 1] });
      return [
        op.argMax(x, 0),
        op.argMin(x, 0),
        op.argMax(x, 1),
        op.argMin(x, 1),
        op.max(x, { axes: [0] }),
        op.min(x, { axes: [1] }),
        pooled,
        gradients(op.sum(pooled), [image])[0]!,
      ];
    },
  },
};

function samples(
  edges: Readonly<Record<string, Edge>>,
): readonly (readonly [string, Sample])[] {
  return Object.entries(edges).map(
    ([name, { shape, dtype, values, build }]) => {
      const graph = new Graph();
      const x = graph.placeholder("x", shape, { dtype: dtype ?? "float32" });
      const outputs = Object.fromEntries(
        build(x, graph).entries().map((
          [i, node],
        ) => [`${i} ${node.name}`, node]),
      );
      return [name, sampleOf(program(outputs), { x: values })];
    },
  );
}

/** Programs at the edges of what operations take, by what is special. */
export const edges: readonly (readonly [string, Sample])[] = samples(EDGES);

/** Programs with NaN and infinity. */
export const notFinite: readonly (readonly [string, Sample])[] = samples(
  NOT_FINITE,
);
