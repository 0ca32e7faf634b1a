import { emit } from "../../../dsl/graph/emit.ts";
import { Graph } from "../../../dsl/graph/graph.ts";
import type {
  GraphNode,
  NodeOf,
  OperationKind,
} from "../../../dsl/graph/node.ts";
import * as op from "../../../dsl/graph/op.ts";
import { type Program, program } from "../../../dsl/graph/program.ts";

/** An operation on small constants, and its answer. */
type Example = (graph: Graph) => readonly [GraphNode, readonly number[]];

const unary = (
  f: (x: GraphNode) => GraphNode,
  from: readonly number[],
  to: readonly number[],
): Example =>
(graph) => [f(graph.constant(from)), to];

const binary = (
  f: (a: GraphNode, b: GraphNode) => GraphNode,
  a: readonly number[],
  b: readonly number[],
  to: readonly number[],
): Example =>
(graph) => [f(graph.constant(a), graph.constant(b)), to];

const bools = (graph: Graph, values: readonly number[]): GraphNode =>
  graph.constant(values, { dtype: "bool" });

const whole = (graph: Graph, values: readonly number[]): GraphNode =>
  graph.constant(values, { dtype: "int32" });

/** 1, 2, 3, … as an image [1, rows, columns, 1]. */
function image(graph: Graph, rows: number, columns: number): GraphNode {
  const cells = Float32Array.from({ length: rows * columns }, (_, i) => i + 1);
  return graph.constant(cells, { shape: [1, rows, columns, 1] });
}

function plane(graph: Graph, rows: number[][]): GraphNode {
  return op.reshape(graph.constant(rows), [1, rows.length, rows[0]!.length, 1]);
}

const NO_PADDING = { top: 0, bottom: 0, left: 0, right: 0 };
const CORNER = { ...NO_PADDING, top: 1, left: 1 };
const ONE: readonly [number, number] = [1, 1];
const TWO: readonly [number, number] = [2, 2];

/** [1 2; 3 4] as a filter [2, 2, 1, 1]. */
const filter = (graph: Graph): GraphNode =>
  graph.constant(Float32Array.of(1, 2, 3, 4), { shape: [2, 2, 1, 1] });

/** A plane in which 5 stands twice in each window. */
const ties = (graph: Graph): GraphNode => plane(graph, [[1, 5, 5], [5, 2, 0]]);

const EXAMPLES: { readonly [K in OperationKind]: Example } = {
  constant: (graph) => [graph.constant([1, 2]), [1, 2]],
  placeholder: (graph) => [
    // An empty one needs no feed to speak of.
    op.sum(graph.placeholder("nothing", [0])),
    [0],
  ],
  variable: (graph) => [graph.variable("read", [3, 4]), [3, 4]],
  randomUniform: (graph) => [
    op.cast(op.less(graph.randomUniform([3], 7), 1), "float32"),
    [1, 1, 1],
  ],
  randomNormal: (graph) => [
    op.cast(op.less(op.abs(graph.randomNormal([3], 7)), 7), "float32"),
    [1, 1, 1],
  ],
  negate: unary(op.negate, [1, -2], [-1, 2]),
  abs: unary(op.abs, [1, -2], [1, 2]),
  sign: unary(op.sign, [3, -2, 0], [1, -1, 0]),
  exp: unary(op.exp, [0, 1], [1, Math.E]),
  expm1: unary(op.expm1, [0, 1e-6], [0, 1.0000005e-6]),
  log: unary(op.log, [1, Math.E], [0, 1]),
  log1p: unary(op.log1p, [0, 1e-6], [0, 0.9999995e-6]),
  sqrt: unary(op.sqrt, [4, 9], [2, 3]),
  square: unary(op.square, [3, -4], [9, 16]),
  reciprocal: unary(op.reciprocal, [2, -4], [0.5, -0.25]),
  sin: unary(op.sin, [0, Math.PI / 2], [0, 1]),
  cos: unary(op.cos, [0, Math.PI], [1, -1]),
  tanh: unary(op.tanh, [0, 50, -50], [0, 1, -1]),
  sigmoid: unary(op.sigmoid, [0, 100, -100], [0.5, 1, 0]),
  softplus: unary(op.softplus, [0, 100, -100], [Math.LN2, 100, 0]),
  relu: unary(op.relu, [2, -2], [2, 0]),
  elu: unary(op.elu, [2, -100], [2, -1]),
  erf: unary(op.erf, [0, 10, -10], [0, 1, -1]),
  floor: unary(op.floor, [1.5, -1.5], [1, -2]),
  logicalNot: (graph) => [op.logicalNot(bools(graph, [0, 1])), [1, 0]],
  cast: (graph) => [
    op.cast(graph.constant([1.7, -1.7, 0]), "int32"),
    [1, -1, 0],
  ],
  stopGradient: unary(op.stopGradient, [1, 2], [1, 2]),
  add: (graph) => [
    op.add(graph.constant([[1], [2]]), graph.constant([10, 20])),
    [11, 21, 12, 22],
  ],
  subtract: binary(op.subtract, [5, 6], [1, 2], [4, 4]),
  multiply: binary(op.multiply, [5, 6], [2], [10, 12]),
  divide: binary(op.divide, [1, 9], [4, 3], [0.25, 3]),
  power: binary(op.power, [2, -2, 0, 9], [10, 3, 0, 0.5], [1024, -8, 1, 3]),
  maximum: binary(op.maximum, [1, 5], [3, 2], [3, 5]),
  minimum: binary(op.minimum, [1, 5], [3, 2], [1, 2]),
  less: binary(op.less, [1, 2, 3], [2], [1, 0, 0]),
  lessEqual: binary(op.lessEqual, [1, 2, 3], [2], [1, 1, 0]),
  greater: binary(op.greater, [1, 2, 3], [2], [0, 0, 1]),
  greaterEqual: binary(op.greaterEqual, [1, 2, 3], [2], [0, 1, 1]),
  equal: binary(op.equal, [1, 2, 3], [2], [0, 1, 0]),
  notEqual: binary(op.notEqual, [1, 2, 3], [2], [1, 0, 1]),
  logicalAnd: (graph) => [
    op.logicalAnd(bools(graph, [0, 1, 1]), bools(graph, [1, 0, 1])),
    [0, 0, 1],
  ],
  logicalOr: (graph) => [
    op.logicalOr(bools(graph, [0, 1, 0]), bools(graph, [1, 0, 0])),
    [1, 1, 0],
  ],
  select: (graph) => [
    op.select(bools(graph, [1, 0]), graph.constant([[1, 2], [3, 4]]), 9),
    [1, 9, 3, 9],
  ],
  sum: (graph) => [
    op.sum(graph.constant([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]), {
      axes: [0, 2],
    }),
    [14, 22],
  ],
  max: (graph) => [op.max(graph.constant([[1, 7], [5, 3]]), { axes: 0 }), [
    5,
    7,
  ]],
  min: (graph) => [op.min(graph.constant([[1, 7], [5, 3]]), { axes: 1 }), [
    1,
    3,
  ]],
  prod: (graph) => [op.prod(whole(graph, [2, 3, 7])), [42]],
  argMax: (graph) => [op.argMax(graph.constant([[1, 3, 3], [9, 0, 9]])), [
    1,
    0,
  ]],
  argMin: (graph) => [op.argMin(graph.constant([[1, 3], [0, 3], [0, 2]]), 0), [
    1,
    2,
  ]],
  softmax: unary(op.softmax, [1000, 1000], [0.5, 0.5]),
  logSoftmax: unary(op.logSoftmax, [1000, 0], [0, -1000]),
  matmul: (graph) => [
    op.matmul(
      graph.constant([[1, 2], [3, 4]]),
      graph.constant([[5, 6], [7, 8]]),
      {
        transposeB: true,
      },
    ),
    [17, 23, 39, 53],
  ],
  fusedMatmul: (graph) => [
    emit({
      kind: "fusedMatmul",
      inputs: [
        graph.constant([[1, 2], [-3, 4]]),
        graph.constant([[1, 0], [0, -1]]),
        graph.constant([10, 1]),
      ],
      attributes: { transposeA: false, transposeB: false, activation: "relu" },
      shape: [2, 2],
      dtype: "float32",
    }),
    [11, 0, 7, 0],
  ],
  // Windows of two rows and columns with a gap between: 1·1 + 2·3 + 3·7 + 4·9.
  conv2d: (graph) => [
    op.conv2d(image(graph, 3, 3), filter(graph), { dilations: 2 }),
    [64],
  ],
  fusedConv2d: (graph) => [
    emit({
      kind: "fusedConv2d",
      inputs: [image(graph, 2, 2), filter(graph), graph.constant([-31])],
      attributes: {
        strides: ONE,
        padding: CORNER,
        dilations: ONE,
        activation: "relu",
      },
      shape: [1, 2, 2, 1],
      dtype: "float32",
    }),
    // 4·1, 3·1 + 4·2, 2·1 + 4·3 and 30, less 31.
    [0, 0, 0, 0],
  ],
  conv2dInputGradient: (graph) => [
    op.conv2dInputGradient(
      plane(graph, [[10]]),
      filter(graph),
      { strides: ONE, padding: NO_PADDING, dilations: TWO },
      [1, 3, 3, 1],
    ),
    [10, 0, 20, 0, 0, 0, 30, 0, 40],
  ],
  conv2dFilterGradient: (graph) => [
    op.conv2dFilterGradient(
      image(graph, 3, 3),
      plane(graph, [[10]]),
      { strides: ONE, padding: NO_PADDING, dilations: TWO },
      [2, 2, 1, 1],
    ),
    [10, 30, 70, 90],
  ],
  maxPool: (graph) => [
    op.maxPool(op.negate(image(graph, 2, 2)), { strides: 1, padding: CORNER }),
    [-1, -1, -1, -1],
  ],
  maxPoolGradient: (graph) => [
    emit({
      kind: "maxPoolGradient",
      inputs: [ties(graph), plane(graph, [[10, 20]])],
      attributes: { size: TWO, strides: ONE, padding: NO_PADDING },
      shape: [1, 2, 3, 1],
      dtype: "float32",
    }),
    [0, 30, 0, 0, 0, 0],
  ],
  maxPoolPick: (graph) => [
    emit({
      kind: "maxPoolPick",
      inputs: [ties(graph), image(graph, 2, 3)],
      attributes: { size: TWO, strides: ONE, padding: NO_PADDING },
      shape: [1, 1, 2, 1],
      dtype: "float32",
    }),
    [2, 2],
  ],
  averagePool: (graph) => [
    op.averagePool(image(graph, 2, 2), { strides: 1, padding: CORNER }),
    [1, 1.5, 2, 2.5],
  ],
  averagePoolGradient: (graph) => [
    emit({
      kind: "averagePoolGradient",
      inputs: [plane(graph, [[1, 2], [4, 8]])],
      attributes: { size: TWO, strides: ONE, padding: CORNER },
      shape: [1, 2, 2, 1],
      dtype: "float32",
    }),
    // 1 + 2/2 + 4/2 + 8/4, 2/2 + 8/4, 4/2 + 8/4, 8/4
    [6, 3, 4, 2],
  ],
  reshape: (graph) => [op.reshape(graph.constant([[1, 2]]), [2, 1]), [1, 2]],
  transpose: (graph) => [
    op.transpose(graph.constant([[1, 2, 3], [4, 5, 6]])),
    [1, 4, 2, 5, 3, 6],
  ],
  slice: (graph) => [
    op.slice(graph.constant([[1, 2, 3], [4, 5, 6]]), [0, 1], [2, 2]),
    [2, 3, 5, 6],
  ],
  concat: (graph) => [
    op.concat([graph.constant([[1], [2]]), graph.constant([[3, 4], [5, 6]])]),
    [1, 3, 4, 2, 5, 6],
  ],
  pad: (graph) => [
    op.pad(graph.constant([[1, 2]]), [[1, 0], [0, 1]]),
    [0, 0, 0, 1, 2, 0],
  ],
  broadcastTo: (graph) => [
    op.broadcastTo(graph.constant([[1], [2]]), [2, 2]),
    [1, 1, 2, 2],
  ],
  gather: (graph) => [
    op.gather(graph.constant([[1, 2], [3, 4], [5, 6]]), whole(graph, [2, 0])),
    [5, 6, 1, 2],
  ],
  scatterAdd: (graph) => [
    op.scatterAdd(graph.constant([1, 2, 4]), whole(graph, [2, 0, 2]), 3),
    [2, 0, 5],
  ],
  oneHot: (graph) => [
    op.oneHot(whole(graph, [1, -1, 2, 0]), 2),
    [0, 1, 0, 0, 0, 0, 1, 0],
  ],
  assign: (graph) => [
    op.assign(graph.variable("set", [0, 0]), graph.constant([8, 9])) as NodeOf<
      "assign"
    >,
    [8, 9],
  ],
};

/** One program that applies every operation, and what each answers. */
export function workedExamples(): {
  readonly program: Program;
  readonly expected: Readonly<Record<string, readonly number[]>>;
} {
  const graph = new Graph();
  const built = Object.entries(EXAMPLES)
    .map(([kind, example]) => [kind, ...example(graph)] as const);
  return {
    program: program(
      Object.fromEntries(built.map(([kind, node]) => [kind, node])),
    ),
    expected: Object.fromEntries(built.map(([kind, , to]) => [kind, to])),
  };
}
