import { assertEquals } from "@std/assert";
import { Graph } from "../../../../dsl/graph/graph.ts";
import * as op from "../../../../dsl/graph/op.ts";
import { gradients } from "../../../../dsl/passes/differentiate.ts";
import { valueOf } from "../../reference.ts";
import { refuses } from "../../refuses.ts";

Deno.test("gather() answers rows, and sums the gradients of a row taken twice", () => {
  const graph = new Graph();
  const x = graph.constant([[1, 2], [3, 4], [5, 6]]);
  const indices = graph.constant([[2, 0], [2, 2]], { dtype: "int32" });
  const rows = op.gather(x, indices);
  assertEquals(rows.shape, [2, 2, 2]);
  assertEquals(valueOf(rows), [5, 6, 1, 2, 5, 6, 5, 6]);
  const [gradient] = gradients(rows, [x]);
  assertEquals(valueOf(gradient!), [1, 1, 0, 0, 3, 3]);
});

Deno.test("scatterAdd() sums by index", () => {
  const graph = new Graph();
  const values = graph.constant([1, 2, 4, 8]);
  const indices = graph.constant([2, 0, 2, 2], { dtype: "int32" });
  assertEquals(valueOf(op.scatterAdd(values, indices, 4)), [2, 0, 13, 0]);
});

Deno.test("oneHot() answers nothing but zeros for an index outside", () => {
  const indices = new Graph().constant([1, 3, -1], { dtype: "int32" });
  assertEquals(valueOf(op.oneHot(indices, 3)), [0, 1, 0, 0, 0, 0, 0, 0, 0]);
});

const graph = new Graph();
const x = graph.placeholder("x", [2, 3]);
const number = graph.placeholder("number", []);
const whole = graph.placeholder("whole", [2, 3], { dtype: "int32" });
const indices = graph.placeholder("indices", [4], { dtype: "int32" });

refuses("indexing", [
  [
    () => op.gather(x, x),
    TypeError,
    'Cannot compute gather as "x" must be int32: current type is float32',
  ],
  [
    () => op.gather(number, indices),
    RangeError,
    "Cannot compute gather as there must be rows to choose from: current shape is []",
  ],
  [
    () => op.scatterAdd(whole, indices, 2),
    TypeError,
    'Cannot compute scatterAdd as "whole" must be float32: current type is int32',
  ],
  [
    () => op.scatterAdd(x, x, 2),
    TypeError,
    'Cannot compute scatterAdd as "x" must be int32: current type is float32',
  ],
  [
    () => op.scatterAdd(x, indices, 2),
    RangeError,
    "Cannot compute scatterAdd as the values must begin with the axes of the indices: current shapes are [2, 3] and [4]",
  ],
  [
    () => op.scatterAdd(x, whole, 0),
    RangeError,
    "Cannot compute scatterAdd as 'rows' must be a positive integer: current value is 0",
  ],
  [
    () => op.oneHot(x, 3),
    TypeError,
    'Cannot compute oneHot as "x" must be int32: current type is float32',
  ],
  [
    () => op.oneHot(indices, 2.5),
    RangeError,
    "Cannot compute oneHot as 'depth' must be a positive integer: current value is 2.5",
  ],
]);
