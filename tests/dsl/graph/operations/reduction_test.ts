import { assertEquals } from "@std/assert";
import { Graph } from "../../../../dsl/graph/graph.ts";
import * as op from "../../../../dsl/graph/op.ts";
import { gradients } from "../../../../dsl/passes/differentiate.ts";
import { valueOf } from "../../reference.ts";
import { refuses } from "../../refuses.ts";
import { assertAllNear } from "../../same_meaning.ts";

Deno.test("reductions fold all axes, or those that are named", () => {
  const x = new Graph().constant([[1, 2, 3], [4, 5, 6]]);
  assertEquals(valueOf(op.sum(x)), [21]);
  assertEquals(valueOf(op.sum(x, { axes: 0 })), [5, 7, 9]);
  assertAllNear(valueOf(op.mean(x, { axes: -1 })), [2, 5], 1e-7, "mean");
  assertEquals(valueOf(op.max(x, { axes: [1] })), [3, 6]);
  assertEquals(valueOf(op.min(x, { axes: [-2, 1] })), [1]);
  assertEquals(valueOf(op.prod(x, { axes: 1 })), [6, 120]);
  assertEquals(op.sum(x, { axes: 1, keepDims: true }).shape, [2, 1]);
  assertEquals(op.sum(x, { axes: [] }).shape, [2, 3]);
});

Deno.test("nothing sums to 0 and multiplies to 1", () => {
  const x = new Graph().constant(new Float32Array(0), { shape: [0, 2] });
  assertEquals(valueOf(op.sum(x, { axes: 0 })), [0, 0]);
  assertEquals(valueOf(op.prod(x, { axes: 0 })), [1, 1]);
  assertEquals(op.sum(x, { axes: 1 }).shape, [0]);
});

Deno.test("argMax() and argMin() answer the first of equal elements", () => {
  const x = new Graph().constant([[3, 7, 7], [2, 2, 9]]);
  assertEquals(valueOf(op.argMax(x)), [1, 2]);
  assertEquals(valueOf(op.argMin(x)), [0, 0]);
  assertEquals(valueOf(op.argMax(x, 0)), [0, 0, 1]);
});

Deno.test("max() shares a tie's gradient", () => {
  const x = new Graph().constant([1, 4, 4, 0]);
  const [gradient] = gradients(op.max(x), [x]);
  assertEquals(valueOf(gradient!), [0, 0.5, 0.5, 0]);
});

Deno.test("prod() has all its derivatives at zeros", () => {
  const x = new Graph().constant([0, 2, 3]);
  const [gradient] = gradients(op.prod(x), [x]);
  assertEquals(valueOf(gradient!), [6, 0, 0]);
  const first = op.slice(gradient!, [1], [1]);
  const [second] = gradients(first, [x]);
  // ∂x₀x₂/∂x = (x₂, 0, x₀)
  assertEquals(valueOf(second!), [3, 0, 0]);
});

Deno.test("softmax() sums to 1 and does not overflow", () => {
  const x = new Graph().constant([[1, 2], [1000, 1000]]);
  const e = Math.exp(-1);
  assertAllNear(
    valueOf(op.softmax(x)),
    [e / (1 + e), 1 / (1 + e), 0.5, 0.5],
    1e-12,
    "softmax",
  );
});

const graph = new Graph();
const float = graph.placeholder("float", [2, 3]);
const whole = graph.placeholder("whole", [2, 3], { dtype: "int32" });
const bit = graph.placeholder("bit", [2, 3], { dtype: "bool" });
const empty = graph.placeholder("empty", [2, 0]);
const number = graph.placeholder("number", []);

refuses("a reduction", [
  [
    () => op.sum(bit),
    TypeError,
    'Cannot compute sum as "bit" must be float32 or int32: current type is bool',
  ],
  [
    () => op.mean(whole),
    TypeError,
    'Cannot compute mean as "whole" must be float32: current type is int32',
  ],
  [
    () => op.prod(float, { axes: 2 }),
    RangeError,
    "Cannot compute prod as 'axis' must be a whole number in [-2, 1]: current value is 2",
  ],
  [
    () => op.max(float, { axes: 0.5 }),
    RangeError,
    "Cannot compute max as 'axis' must be a whole number in [-2, 1]: current value is 0.5",
  ],
  [
    () => op.sum(float, { axes: [0, -2] }),
    RangeError,
    "Cannot compute sum as 'axes' must be different axes: current axes are [0, 0]",
  ],
  [
    () => op.min(empty, { axes: 1 }),
    RangeError,
    "Cannot compute min as there must be elements to compare: current shape is [2, 0]",
  ],
  [
    () => op.argMax(empty),
    RangeError,
    "Cannot compute argMax as there must be elements to compare: current shape is [2, 0]",
  ],
  [
    () => op.argMin(number),
    RangeError,
    "Cannot compute argMin as there must be an axis: current shape is []",
  ],
  [
    () => op.argMax(bit),
    TypeError,
    'Cannot compute argMax as "bit" must be float32 or int32: current type is bool',
  ],
  [
    () => op.softmax(number),
    RangeError,
    "Cannot compute softmax as there must be an axis: current shape is []",
  ],
  [
    () => op.logSoftmax(whole),
    TypeError,
    'Cannot compute logSoftmax as "whole" must be float32: current type is int32',
  ],
]);
