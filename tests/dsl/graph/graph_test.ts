import fc from "fast-check";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import { Graph } from "../../../dsl/graph/graph.ts";
import type { GraphNode } from "../../../dsl/graph/node.ts";
import * as op from "../../../dsl/graph/op.ts";
import { valueOf } from "../reference.ts";
import { refuses } from "../refuses.ts";

Deno.test("the book's x²y + y + 2 is 42 at (3, 4)", () => {
  const graph = new Graph();
  const x = graph.variable("x", 3);
  const y = graph.variable("y", 4);
  const f = op.add(op.add(op.multiply(op.multiply(x, x), y), y), 2);
  assertEquals(valueOf(f), [42]);
});

Deno.test("operations of one name are counted, in the graph and in each scope", () => {
  const graph = new Graph();
  const a = graph.placeholder("a", []);
  const names = [op.add(a, a), op.add(a, a)].map(({ name }) => name);
  assertEquals(names, ["add", "add_1"]);
  const scoped = () => graph.scope("param", () => op.add(a, a).name);
  assertEquals([scoped(), scoped()], ["param/add", "param_1/add"]);
  const nested = graph.scope(
    "loss",
    () => graph.scope("inner", () => graph.variable("w", 1).name),
  );
  assertEquals(nested, "loss/inner/w");
});

Deno.test("a scope names what is built in it, and ends even where building fails", () => {
  const graph = new Graph();
  const [y, t] = [graph.placeholder("y", []), graph.placeholder("t", [])];
  const mse = graph.scope("loss", () => op.square(op.subtract(y, t)));
  assertEquals(graph.nodes.map(({ name }) => name), [
    "y",
    "t",
    "loss/subtract",
    "loss/square",
  ]);
  assertStrictEquals(graph.node("loss/square"), mse as GraphNode);
  try {
    graph.scope("bad", () => op.add(1, 2));
  } catch {
    assertEquals(op.add(y, t).name, "add");
  }
});

/** A unit max(x w + b, 0), as the book builds five of. */
function reluUnit(x: GraphNode, threshold: GraphNode): GraphNode {
  return x.graph.scope("relu", () => {
    const w = x.graph.variable("w", [[1], [-2], [3]]);
    const z = op.add(op.matmul(x, w), x.graph.variable("b", 0.5));
    return op.maximum(z, threshold);
  });
}

Deno.test("a function that builds a part can be used again and again", () => {
  const graph = new Graph();
  const x = graph.constant([[1, 1, 1], [0, 2, 0]]);
  const threshold = graph.variable("threshold", 0);
  const units = Array.from({ length: 5 }, () => reluUnit(x, threshold));
  const output = units.reduce((sum, unit) => op.add(sum, unit));
  assertEquals(valueOf(output), [12.5, 0]);
  assertEquals(units.map(({ name }) => name), [
    "relu/maximum",
    "relu_1/maximum",
    "relu_2/maximum",
    "relu_3/maximum",
    "relu_4/maximum",
  ]);
  // One threshold, shared by all five.
  const readers = graph.nodes.filter((node) => node.inputs.includes(threshold));
  assertEquals(readers, units);
});

/** What may happen to a graph's names. */
type Step = readonly ["operation" | "claim" | "scope", string];

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.tuple(
    fc.constantFrom("operation" as const, "claim" as const, "scope" as const),
    fc.constantFrom("add", "add_1", "add_2", "x", "scope", "scope_1"),
  ),
  { maxLength: 20 },
);

Deno.test("names are unique, whatever users choose; every node is found by its own", () => {
  fc.assert(fc.property(steps, (taken) => {
    const graph = new Graph();
    const one = graph.constant(1);
    for (const [what, name] of taken) {
      if (what === "operation") op.add(one, one);
      if (what === "claim" && !graph.has(name)) graph.placeholder(name, []);
      if (what === "scope") graph.scope(name, () => op.add(one, one));
    }
    const names = graph.nodes.map((node) => node.name);
    assertEquals(new Set(names).size, names.length);
    for (const node of graph.nodes) {
      assertStrictEquals(graph.node(node.name), node);
      assertStrictEquals(graph.nodes[node.id], node);
    }
  }));
});

Deno.test("values are copied, and rounded to their type", () => {
  const data = Float32Array.of(1, 2);
  const graph = new Graph();
  const node = graph.constant(data);
  data[0] = 7;
  assertEquals(valueOf(node), [1, 2]);
  assertEquals(valueOf(graph.constant(0.1)), [Math.fround(0.1)]);
  assertEquals(valueOf(graph.constant([2, 0], { dtype: "bool" })), [1, 0]);
  const shaped = graph.constant([1, 2, 3, 4], { shape: [2, 2] });
  assertEquals(shaped.shape, [2, 2]);
});

Deno.test("nodes are frozen, and their shapes as well", () => {
  const shape = [2, 3];
  const node = new Graph().placeholder("x", shape);
  shape[0] = 7;
  assertEquals(node.shape, [2, 3]);
  assert(Object.isFrozen(node));
  assert(Object.isFrozen(node.shape));
  assert(Object.isFrozen(node.inputs));
});

const graph = new Graph();
const x = graph.placeholder("x", []);

refuses("a graph", [
  [
    () => graph.placeholder("x", []),
    RangeError,
    'Cannot add placeholder "x" as its name must be new in the graph: current owner is a placeholder',
  ],
  [
    () => graph.variable("x", 1),
    RangeError,
    'Cannot add variable "x" as its name must be new in the graph: current owner is a placeholder',
  ],
  [
    () => graph.variable("", 1),
    RangeError,
    'Cannot add a variable as its name must not be empty: current value is ""',
  ],
  [
    () => graph.scope("", () => x),
    RangeError,
    'Cannot open a scope as its name must not be empty: current value is ""',
  ],
  [
    () => graph.placeholder("y", [2, -1]),
    RangeError,
    'Cannot add placeholder "y" as every axis must be a whole number of at least 0: current shape is [2, -1]',
  ],
  [
    () => graph.constant([1, 2, 3], { shape: [2, 2] }),
    RangeError,
    "Cannot add a constant as shape [2, 2] takes 4 values: current number is 3",
  ],
  [
    () => graph.variable("w", [1, 0.5], { dtype: "int32" }),
    RangeError,
    'Cannot add variable "w" as int32 takes whole numbers of 32 bits: current value is 0.5',
  ],
  [
    () => graph.constant(2 ** 31, { dtype: "int32" }),
    RangeError,
    "Cannot add a constant as int32 takes whole numbers of 32 bits: current value is 2147483648",
  ],
  [
    () => graph.randomUniform([2.5], 1),
    RangeError,
    "Cannot add randomUniform as every axis must be a whole number of at least 0: current shape is [2.5]",
  ],
  [
    () => graph.randomNormal([2], -1),
    RangeError,
    "Cannot add randomNormal as 'seed' must be an integer of at least 0: current value is -1",
  ],
  [
    () => graph.node("y"),
    RangeError,
    'Cannot find a node as the name must be one of "x": current value is "y"',
  ],
]);

Deno.test("nested arrays must not be ragged", () => {
  let message = "";
  try {
    graph.constant([[1, 2], [3]]);
  } catch (error) {
    assert(error instanceof RangeError);
    message = error.message;
  }
  assert(message.startsWith("Cannot read nested arrays as"), message);
});

Deno.test("a graph refuses types of elements that there are not", () => {
  const graph = new Graph();
  const dtype = "float64" as never;
  for (
    const add of [
      () => graph.constant([1], { dtype }),
      () => graph.variable("v", [1], { dtype }),
      () => graph.placeholder("x", [1], { dtype }),
      () => op.cast(graph.constant(1), dtype),
    ]
  ) {
    assertThrows(add, RangeError, '"float32", "int32", "bool"');
  }
});
