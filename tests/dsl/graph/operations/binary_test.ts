import { assertEquals } from "@std/assert";
import { Graph } from "../../../../dsl/graph/graph.ts";
import * as op from "../../../../dsl/graph/op.ts";
import { gradients } from "../../../../dsl/passes/differentiate.ts";
import { valueOf } from "../../reference.ts";
import { refuses } from "../../refuses.ts";

Deno.test("add() stretches a row over a column", () => {
  const graph = new Graph();
  const row = graph.constant([1, 2, 3]);
  const column = graph.constant([[10], [20]]);
  const sum = op.add(row, column);
  assertEquals(sum.shape, [2, 3]);
  assertEquals(valueOf(sum), [11, 12, 13, 21, 22, 23]);
});

Deno.test("arithmetic takes a number for either operand, of the other's type", () => {
  const x = new Graph().constant([7, -7], { dtype: "int32" });
  assertEquals(valueOf(op.subtract(1, x)), [-6, 8]);
  assertEquals(op.subtract(1, x).dtype, "int32");
  assertEquals(valueOf(op.power(2, op.cast(x, "float32"))), [128, 1 / 128]);
});

Deno.test("int32 wraps around at 32 bits", () => {
  const x = new Graph().constant([2 ** 31 - 1, -(2 ** 31)], { dtype: "int32" });
  assertEquals(valueOf(op.add(x, 1)), [-(2 ** 31), -(2 ** 31) + 1]);
  assertEquals(valueOf(op.multiply(x, x)), [1, 0]);
});

Deno.test("maximum() and minimum() hand a tie's gradient to the first", () => {
  const graph = new Graph();
  const [a, b] = [graph.constant([1, 2]), graph.constant([1, 1])];
  for (
    const [f, first] of [[op.maximum, [1, 1]], [op.minimum, [1, 0]]] as const
  ) {
    const [byA, byB] = gradients(f(a, b), [a, b]);
    assertEquals(valueOf(byA!), first);
    assertEquals(valueOf(byB!), first.map((x) => 1 - x));
  }
});

Deno.test("power() has derivatives at base 0", () => {
  const graph = new Graph();
  const x = graph.constant([0, 0, 0, 0]);
  const exponents = graph.constant([0, 1, 2, 3]);
  const [first] = gradients(op.power(x, exponents), [x]);
  assertEquals(valueOf(first!), [0, 1, 0, 0]);
  const [second] = gradients(first!, [x]);
  assertEquals(valueOf(second!), [0, 0, 2, 0]);
});

const graph = new Graph();
const float = graph.placeholder("float", [2, 3]);
const whole = graph.placeholder("whole", [2, 3], { dtype: "int32" });
const bit = graph.placeholder("bit", [2, 3], { dtype: "bool" });
const other = graph.placeholder("other", [2]);
const stranger = new Graph().placeholder("stranger", []);

refuses("arithmetic", [
  [
    () => op.add(1, 2),
    TypeError,
    "Cannot compute add as one operand must be a node: current operands are 1 and 2",
  ],
  [
    () => op.multiply(float, whole),
    TypeError,
    'Cannot compute multiply as both operands must have the same type: current types are float32 ("float") and int32 ("whole")',
  ],
  [
    () => op.subtract(bit, bit),
    TypeError,
    'Cannot compute subtract as "bit" must be float32 or int32: current type is bool',
  ],
  [
    () => op.divide(whole, 2),
    TypeError,
    'Cannot compute divide as "whole" must be float32: current type is int32',
  ],
  [
    () => op.power(whole, 2),
    TypeError,
    'Cannot compute power as "whole" must be float32: current type is int32',
  ],
  [
    () => op.maximum(float, other),
    RangeError,
    "Cannot compute maximum as shapes must be equal or stretch over each other: current shapes are [2, 3] and [2]",
  ],
  [
    () => op.minimum(float, stranger),
    RangeError,
    'Cannot add minimum as all its inputs must be of one graph: current input "stranger" is of another',
  ],
  [
    () => op.add(whole, 0.5),
    RangeError,
    "Cannot add a constant as int32 takes whole numbers of 32 bits: current value is 0.5",
  ],
]);
