import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { Graph } from "../../../../dsl/graph/graph.ts";
import type { GraphNode } from "../../../../dsl/graph/node.ts";
import * as op from "../../../../dsl/graph/op.ts";
import { valueOf } from "../../reference.ts";
import { refuses } from "../../refuses.ts";

function counting(shape: readonly number[]): GraphNode {
  const size = shape.reduce((product, axis) => product * axis, 1);
  return new Graph().constant(
    Float32Array.from({ length: size }, (_, i) => i),
    { shape },
  );
}

Deno.test("reshape() keeps the order, and finds one axis by itself", () => {
  const x = counting([2, 6]);
  const y = op.reshape(x, [3, -1]);
  assertEquals(y.shape, [3, 4]);
  assertEquals(valueOf(y), valueOf(x));
  assertStrictEquals(op.reshape(x, [2, 6]), x);
  assertEquals(op.reshape(counting([0, 3]), [3, 0]).shape, [3, 0]);
});

Deno.test("transpose() turns axes around", () => {
  const x = counting([2, 3]);
  assertEquals(valueOf(op.transpose(x)), [0, 3, 1, 4, 2, 5]);
  assertEquals(op.transpose(counting([2, 3, 4]), [1, -1, 0]).shape, [3, 4, 2]);
});

Deno.test("slice() cuts a block out", () => {
  assertEquals(valueOf(op.slice(counting([3, 3]), [1, 0], [2, 2])), [
    3,
    4,
    6,
    7,
  ]);
});

Deno.test("concat() joins along an axis, the last if none is named", () => {
  const graph = new Graph();
  const a = graph.constant([[1], [2]]);
  const b = graph.constant([[3, 4], [5, 6]]);
  assertEquals(valueOf(op.concat([a, b])), [1, 3, 4, 2, 5, 6]);
  assertEquals(valueOf(op.concat([b, b], { axis: 0 })), [
    3,
    4,
    5,
    6,
    3,
    4,
    5,
    6,
  ]);
});

Deno.test("pad() adds zeros, and keeps its own copy of how many", () => {
  const paddings: [number, number][] = [[1, 2]];
  const padded = op.pad(counting([2]), paddings);
  assertEquals(valueOf(padded), [0, 0, 1, 0, 0]);
  paddings[0]![0] = 7;
  assertEquals(valueOf(padded), [0, 0, 1, 0, 0]);
});

Deno.test("broadcastTo() repeats axes of size 1 and missing ones", () => {
  const graph = new Graph();
  const column = graph.constant([[1], [2]]);
  assertEquals(
    valueOf(op.broadcastTo(column, [2, 2, 2])),
    [1, 1, 2, 2, 1, 1, 2, 2],
  );
  assertStrictEquals(op.broadcastTo(column, [2, 1]), column as GraphNode);
});

Deno.test("descriptions of moves cannot be changed afterwards", () => {
  const x = counting([2, 3]);
  const nodes = [
    op.transpose(x),
    op.slice(x, [0, 0], [1, 1]),
    op.pad(x, [[1, 1], [0, 0]]),
    op.concat([x, x]),
    op.reshape(x, [6]),
    op.broadcastTo(x, [2, 2, 3]),
  ];
  for (const node of nodes) {
    assert(Object.isFrozen(node) && Object.isFrozen(node.shape), node.name);
    for (const value of Object.values(node.attributes)) {
      assert(Object.isFrozen(value), node.name);
      if (Array.isArray(value)) assert(value.every(Object.isFrozen), node.name);
    }
  }
});

const graph = new Graph();
const x = graph.placeholder("x", [2, 3]);
const whole = graph.placeholder("whole", [2, 3], { dtype: "int32" });
const number = graph.placeholder("number", []);

refuses("moving elements", [
  [
    () => op.reshape(x, [4]),
    RangeError,
    "Cannot compute reshape as both shapes must have the same size: current shapes are [2, 3] and [4]",
  ],
  [
    () => op.reshape(x, [4, -1]),
    RangeError,
    "Cannot compute reshape as both shapes must have the same size: current shapes are [2, 3] and [4, -1]",
  ],
  [
    () => op.reshape(x, [-2, -3]),
    RangeError,
    "Cannot compute reshape as both shapes must have the same size: current shapes are [2, 3] and [-2, -3]",
  ],
  [
    () => op.transpose(x, [0]),
    RangeError,
    "Cannot compute transpose as 'permutation' must name each of 2 axes once: current value is [0]",
  ],
  [
    () => op.transpose(x, [1, -1]),
    RangeError,
    "Cannot compute transpose as 'permutation' must name each of 2 axes once: current value is [1, -1]",
  ],
  [
    () => op.transpose(x, [0, 2]),
    RangeError,
    "Cannot compute transpose as 'axis' must be a whole number in [-2, 1]: current value is 2",
  ],
  [
    () => op.slice(x, [1, 1], [2, 2]),
    RangeError,
    "Cannot compute slice as the block must lie inside [2, 3]: current block is [2, 2] at [1, 1]",
  ],
  [
    () => op.slice(x, [0], [1]),
    RangeError,
    "Cannot compute slice as the block must lie inside [2, 3]: current block is [1] at [0]",
  ],
  [
    () => op.concat([]),
    RangeError,
    "Cannot compute concat as there must be at least one part: current number is 0",
  ],
  [
    () => op.concat([x, op.transpose(x)]),
    RangeError,
    "Cannot compute concat as the parts must be alike but for axis 1: current parts are float32 [2, 3] and float32 [3, 2]",
  ],
  [
    () => op.concat([x, whole]),
    RangeError,
    "Cannot compute concat as the parts must be alike but for axis 1: current parts are float32 [2, 3] and int32 [2, 3]",
  ],
  [
    () => op.concat([number, number]),
    RangeError,
    "Cannot compute concat as there must be an axis: current shape is []",
  ],
  [
    () => op.pad(x, [[1, 1]]),
    RangeError,
    "Cannot compute pad as there must be two whole numbers of at least 0 for each axis of [2, 3]: current value is [[1,1]]",
  ],
  [
    () => op.pad(x, [[0, 0], [-1, 1]]),
    RangeError,
    "Cannot compute pad as there must be two whole numbers of at least 0 for each axis of [2, 3]: current value is [[0,0],[-1,1]]",
  ],
  [
    () => op.broadcastTo(x, [3]),
    RangeError,
    "Cannot compute broadcastTo as the shape must stretch to the wanted one: current shapes are [2, 3] and [3]",
  ],
  [
    () => op.broadcastTo(x, [4, 3]),
    RangeError,
    "Cannot compute broadcastTo as shapes must be equal or stretch over each other: current shapes are [2, 3] and [4, 3]",
  ],
  [
    () => op.broadcastTo(number, [-2]),
    RangeError,
    "Cannot compute broadcastTo as the shape must stretch to the wanted one: current shapes are [] and [-2]",
  ],
]);
