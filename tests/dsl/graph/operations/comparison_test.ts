import { assertEquals } from "@std/assert";
import { Graph } from "../../../../dsl/graph/graph.ts";
import * as op from "../../../../dsl/graph/op.ts";
import { valueOf } from "../../reference.ts";
import { refuses } from "../../refuses.ts";

Deno.test("comparisons answer bools", () => {
  const x = new Graph().constant([1, 2, 3]);
  const answers = {
    less: [1, 0, 0],
    lessEqual: [1, 1, 0],
    greater: [0, 0, 1],
    greaterEqual: [0, 1, 1],
    equal: [0, 1, 0],
    notEqual: [1, 0, 1],
  } as const;
  for (const [kind, answer] of Object.entries(answers)) {
    const node = op[kind as keyof typeof answers](x, 2);
    assertEquals(node.dtype, "bool");
    assertEquals(valueOf(node), answer);
  }
});

Deno.test("logical operations follow their truth tables", () => {
  const graph = new Graph();
  const a = graph.constant([0, 0, 1, 1], { dtype: "bool" });
  const b = graph.constant([0, 1, 0, 1], { dtype: "bool" });
  assertEquals(valueOf(op.logicalAnd(a, b)), [0, 0, 0, 1]);
  assertEquals(valueOf(op.logicalOr(a, b)), [0, 1, 1, 1]);
  assertEquals(valueOf(op.logicalNot(a)), [1, 1, 0, 0]);
});

const graph = new Graph();
const float = graph.placeholder("float", [2, 3]);
const bit = graph.placeholder("bit", [3], { dtype: "bool" });

refuses("comparing", [
  [
    () => op.less(bit, bit),
    TypeError,
    'Cannot compute less as "bit" must be float32 or int32: current type is bool',
  ],
  [
    () => op.greater(bit, 0),
    TypeError,
    'Cannot compute greater as both operands must have the same type: current types are bool ("bit") and float32 ("constant")',
  ],
  [
    () => op.equal(0, 0),
    TypeError,
    "Cannot compute equal as one operand must be a node: current operands are 0 and 0",
  ],
  [
    () => op.notEqual(float, graph.constant([1, 2])),
    RangeError,
    "Cannot compute notEqual as shapes must be equal or stretch over each other: current shapes are [2, 3] and [2]",
  ],
  [
    () => op.logicalAnd(float, float),
    TypeError,
    'Cannot compute logicalAnd as "float" must be bool: current type is float32',
  ],
  [
    () => op.logicalNot(float),
    TypeError,
    'Cannot compute logicalNot as "float" must be bool: current type is float32',
  ],
]);
