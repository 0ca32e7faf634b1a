import { assertEquals } from "@std/assert";
import { Graph } from "../../../../dsl/graph/graph.ts";
import * as op from "../../../../dsl/graph/op.ts";
import { gradients } from "../../../../dsl/passes/differentiate.ts";
import { valueOf } from "../../reference.ts";
import { refuses } from "../../refuses.ts";

Deno.test("select() takes from one or the other, place by place", () => {
  const graph = new Graph();
  const condition = graph.constant([1, 0], { dtype: "bool" });
  const x = graph.constant([[1], [2]]);
  assertEquals(valueOf(op.select(condition, x, -1)), [1, -1, 2, -1]);
});

Deno.test("cast() cuts fractions off, and takes any number but 0 for true", () => {
  const x = new Graph().constant([-1.75, -0.5, 0, 0.5, 2.75]);
  assertEquals(valueOf(op.cast(x, "int32")).map((n) => n + 0), [
    -1,
    0,
    0,
    0,
    2,
  ]);
  assertEquals(valueOf(op.cast(x, "bool")), [1, 1, 0, 1, 1]);
  assertEquals(
    op.cast(x, "float32"),
    x as typeof x | ReturnType<typeof op.cast>,
  );
});

Deno.test("stopGradient() is the same value, without a gradient", () => {
  const x = new Graph().constant([3, 4]);
  const stopped = op.stopGradient(x);
  assertEquals(valueOf(stopped), [3, 4]);
  const [gradient] = gradients(op.multiply(stopped, x), [x]);
  assertEquals(valueOf(gradient!), [3, 4]);
});

const graph = new Graph();
const float = graph.placeholder("float", [2, 3]);
const whole = graph.placeholder("whole", [2, 3], { dtype: "int32" });
const bit = graph.placeholder("bit", [3], { dtype: "bool" });

refuses("select()", [
  [
    () => op.select(float, float, float),
    TypeError,
    'Cannot compute select as "float" must be bool: current type is float32',
  ],
  [
    () => op.select(bit, float, whole),
    TypeError,
    'Cannot compute select as both operands must have the same type: current types are float32 ("float") and int32 ("whole")',
  ],
  [
    () => op.select(bit, 1, 2),
    TypeError,
    "Cannot compute select as one operand must be a node: current operands are 1 and 2",
  ],
  [
    () => op.select(bit, float, graph.constant([[1, 2]])),
    RangeError,
    "Cannot compute select as shapes must be equal or stretch over each other: current shapes are [2, 3] and [1, 2]",
  ],
  [
    () => op.select(op.less(graph.constant([1, 2]), 0), float, 0),
    RangeError,
    "Cannot compute select as shapes must be equal or stretch over each other: current shapes are [2] and [2, 3]",
  ],
]);
