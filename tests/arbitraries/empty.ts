import fc from "fast-check";
import { Graph } from "../../dsl/graph/graph.ts";
import {
  type DType,
  type GraphNode,
  type Shape,
  sizeOf,
} from "../../dsl/graph/node.ts";
import * as op from "../../dsl/graph/op.ts";
import { program, programNodes } from "../../dsl/graph/program.ts";
import { gradients } from "../../dsl/passes/differentiate.ts";
import { type Sample, sampleOf } from "./sample.ts";
import { permutations } from "./shape.ts";

/** Adds placeholders to a graph; those that hold elements are fed some. */
type Given = (shape: Shape, dtype?: DType) => GraphNode;
type Build = (given: Given, graph: Graph) => readonly GraphNode[];

const few: fc.Arbitrary<number> = fc.integer({ min: 0, max: 2 });

/** Shapes without elements. */
const nowhere: fc.Arbitrary<Shape> = fc.tuple(
  fc.array(few, { minLength: 1, maxLength: 4 }),
  fc.nat(),
).map(([shape, place]) => shape.with(place % shape.length, 0));

const types: fc.Arbitrary<DType> = fc.constantFrom("float32", "int32");

const elementwise: fc.Arbitrary<Build> = nowhere.map((shape) => (given) => {
  const x = given(shape);
  const one = given(shape.map(() => 1));
  return [
    op.relu(op.add(x, one)),
    op.multiply(x, 2),
    op.select(op.greater(one, x), x, one),
    op.logicalNot(op.cast(x, "bool")),
    op.broadcastTo(one, shape),
  ];
});

const reductions: fc.Arbitrary<Build> = fc.tuple(
  nowhere,
  types,
  fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  fc.boolean(),
).map(([shape, dtype, chosen, keepDims]) => (given) => {
  const x = given(shape, dtype);
  const axes = shape.map((_, i) => i).filter((i) => chosen[i]);
  const along = shape.findIndex((size) => size > 0);
  return [
    op.sum(x, { axes, keepDims }),
    op.prod(x, { axes, keepDims }),
    op.sum(x),
    ...along < 0 ? [] : [op.argMax(x, along), op.max(x, { axes: along })],
    ...dtype === "int32" ? [] : [op.softmax(x), op.logSoftmax(x)],
  ];
});

const products: fc.Arbitrary<Build> = fc.record({
  m: few,
  k: few,
  n: few,
  turned: fc.tuple(fc.boolean(), fc.boolean()),
  activation: fc.constantFrom(op.relu, op.elu, op.sigmoid, op.tanh, op.exp),
}).map(({ m, k, n, turned, activation }) => (given) => {
  const [transposeA, transposeB] = turned;
  const a = given(transposeA ? [k, m] : [m, k]);
  const b = given(transposeB ? [n, k] : [k, n]);
  const product = op.matmul(a, b, { transposeA, transposeB });
  const biased = op.add(product, given([n]));
  return [
    activation(biased),
    op.matmul(given([0, m, k]), given([0, k, n])),
    ...gradients(op.sum(biased), [a, b]),
  ];
});

const moves: fc.Arbitrary<Build> = nowhere.chain((shape) =>
  fc.tuple(permutations(shape.length), few, few, fc.nat()).map(
    ([order, before, after, place]): Build => (given, graph) => {
      const x = given(shape);
      const axis = place % shape.length;
      const longer = shape.map((size, i) => size + (i === axis ? 2 : 0));
      const parts = [given(shape.with(axis, 2)), given(shape.with(axis, 0))];
      return [
        op.transpose(x, order),
        op.reshape(x, [sizeOf(shape), 3]),
        op.pad(x, shape.map((_, i) => i === axis ? [before, after] : [0, 1])),
        op.slice(given(longer), shape.map(() => 0), shape),
        op.concat([parts[1]!, parts[0]!], { axis }),
        op.concat([...parts, ...parts], { axis }),
        op.concat([op.reshape(x, [0]), graph.constant([1, 2])]),
      ];
    },
  )
);

const lookups: fc.Arbitrary<Build> = fc.record({
  rows: fc.integer({ min: 1, max: 2 }),
  width: few,
  count: few,
}).map(({ rows, width, count }) => (given) => {
  const places = given([count, 0], "int32");
  const zeros = given([count], "int32");
  return [
    op.gather(given([rows, width]), places),
    op.gather(given([rows, width, 0]), zeros),
    op.scatterAdd(given([count, 0, width]), places, rows),
    op.scatterAdd(given([count, width]), zeros, rows),
    op.oneHot(places, 3),
  ];
});

const images: fc.Arbitrary<Build> = fc.record({
  count: few,
  channels: few,
  filters: few,
  activation: fc.constantFrom(op.relu, op.elu, op.sigmoid, op.tanh, op.abs),
}).map(({ count, channels, filters, activation }) => (given) => {
  const image = given([count, 3, 3, channels]);
  const filter = given([2, 2, channels, filters]);
  const convolved = op.conv2d(image, filter);
  const pooled = op.add(
    op.sum(op.maxPool(image)),
    op.sum(op.averagePool(image)),
  );
  return [
    activation(op.add(convolved, given([filters]))),
    ...gradients(op.sum(convolved), [image, filter]),
    ...gradients(pooled, [image]),
  ];
});

const state: fc.Arbitrary<Build> = nowhere.map((shape) => (given, graph) => {
  const kept = graph.variable("kept", new Float32Array(0), { shape });
  return [
    op.assign(kept, op.add(given(shape), kept)),
    op.add(graph.randomNormal(shape, 1), 1),
    op.sum(graph.randomUniform(shape, 2)),
    graph.constant([], { shape: [0] }),
  ];
});

/** Programs in which some values have no elements. */
export const emptyPrograms: fc.Arbitrary<Sample> = fc.oneof(
  elementwise,
  reductions,
  products,
  moves,
  lookups,
  images,
  state,
).map((build) => {
  const graph = new Graph();
  let count = 0;
  const given: Given = (shape, dtype = "float32") =>
    graph.placeholder(`x${count++}`, shape, { dtype });
  const nodes = build(given, graph);
  const outputs = nodes.flatMap((node, i) => [
    [`output${i}`, node] as const,
    // Something that needs the value, empty or not.
    [`total${i}`, op.sum(op.cast(node, "float32"))] as const,
  ]);
  const source = program(Object.fromEntries(outputs));
  const feeds = programNodes(source)
    .filter(({ kind }) => kind === "placeholder")
    .map(({ name, shape, dtype }) => {
      // Whole numbers may be indices; 0 is one of any table.
      const element = (i: number) => dtype === "int32" ? 0 : i % 5 - 1.5;
      const length = sizeOf(shape);
      return [name, Array.from({ length }, (_, i) => element(i))] as const;
    });
  return sampleOf(source, Object.fromEntries(feeds));
});
