import { assertAlmostEquals, assertEquals } from "@std/assert";
import { emit } from "../../../dsl/graph/emit.ts";
import { Graph } from "../../../dsl/graph/graph.ts";
import type { GraphNode } from "../../../dsl/graph/node.ts";
import * as op from "../../../dsl/graph/op.ts";
import { program, programNodes } from "../../../dsl/graph/program.ts";
import { gradients } from "../../../dsl/passes/differentiate.ts";
import { optimize } from "../../../dsl/passes/optimize.ts";
import { interpret, valueOf } from "../reference.ts";
import { refuses } from "../refuses.ts";

Deno.test("x²y + y + 2 has gradients 24 and 10, and the Hessian [[8, 6], [6, 0]]", () => {
  const graph = new Graph();
  const x = graph.variable("x", 3);
  const y = graph.variable("y", 4);
  const f = op.add(op.add(op.multiply(op.square(x), y), y), 2);
  const slopes = gradients(f, [x, y]);
  assertEquals(slopes.map((slope) => valueOf(slope)[0]), [24, 10]);
  const hessian = slopes.map((slope) =>
    gradients(slope, [x, y]).map((second) => valueOf(second)[0])
  );
  assertEquals(hessian, [[8, 6], [6, 0]]);
});

Deno.test("gradients go through a loop of 100 steps", () => {
  const graph = new Graph();
  const [a, b] = [graph.placeholder("a", []), graph.placeholder("b", [])];
  let z: GraphNode = graph.constant(0);
  for (let i = 0; i < 100; i++) {
    z = op.add(
      op.multiply(a, op.cos(op.add(z, i))),
      op.multiply(z, op.sin(op.subtract(b, i))),
    );
  }
  const feeds = { a: [0.2], b: [0.3] };
  assertAlmostEquals(valueOf(z, feeds)[0]!, -0.2125392, 1e-7);
  const [byA, byB] = gradients(z, [a, b]);
  assertAlmostEquals(valueOf(byA!, feeds)[0]!, -1.13886, 1e-5);
  assertAlmostEquals(valueOf(byB!, feeds)[0]!, 0.19672, 1e-5);
});

Deno.test("a derivative shares what the function computes: 3 exponentials, not 9", () => {
  const x = new Graph().placeholder("x", []);
  const f = op.exp(op.exp(op.exp(x)));
  const [slope] = gradients(f, [x]);
  const both = optimize(program({ f, slope: slope! }));
  const count = programNodes(both).filter(({ kind }) => kind === "exp").length;
  assertEquals(count, 3);
  const { outputs } = interpret(both, { feeds: { x: [0.1] } });
  assertAlmostEquals(outputs.f!.data[0]!, 20.48598, 1e-5);
  assertAlmostEquals(outputs.slope!.data[0]!, 68.36845, 1e-5);
});

Deno.test("an output of any shape is summed", () => {
  const x = new Graph().constant([1, 2, 3]);
  const [slope] = gradients(op.square(x), [x]);
  assertEquals(valueOf(slope!), [2, 4, 6]);
});

Deno.test("what the output does not need has a gradient of zeros", () => {
  const graph = new Graph();
  const x = graph.constant([1, 2]);
  const far = graph.constant([[1, 2, 3]]);
  const late = op.square(x);
  const found = gradients(op.sum(x), [far, late]);
  assertEquals(found.map(({ shape }) => shape), [[1, 3], [2]]);
  assertEquals(found.map((node) => valueOf(node)), [[0, 0, 0], [0, 0]]);
});

Deno.test("gradients by inner nodes, by the output itself and by one node twice", () => {
  const x = new Graph().constant(3);
  const inner = op.square(x);
  const output = op.add(op.multiply(inner, inner), x);
  const found = gradients(output, [inner, output, x, x]);
  // 2x² ; 1 ; 4x³ + 1
  assertEquals(found.map((node) => valueOf(node)[0]), [18, 1, 109, 109]);
});

Deno.test("each call names its nodes in a scope of its own", () => {
  const x = new Graph().constant(3);
  const y = op.square(x);
  const scopes = [gradients(y, [x]), gradients(y, [x])]
    .map(([gradient]) => gradient!.name.split("/")[0]);
  assertEquals(scopes, ["gradients", "gradients_1"]);
});

const graph = new Graph();
const x = graph.placeholder("x", [2, 2]);
const bias = graph.placeholder("bias", [2]);
const whole = graph.placeholder("whole", [2], { dtype: "int32" });
const stranger = new Graph().placeholder("stranger", []);
const fused = emit({
  kind: "fusedMatmul",
  inputs: [x, x, bias],
  attributes: { transposeA: false, transposeB: false, activation: "relu" },
  shape: [2, 2],
  dtype: "float32",
});

refuses("gradients()", [
  [
    () => gradients(whole, [x]),
    TypeError,
    'Cannot differentiate as "whole" must hold float32: current type is int32',
  ],
  [
    () => gradients(x, [whole]),
    TypeError,
    'Cannot differentiate as "whole" must hold float32: current type is int32',
  ],
  [
    () => gradients(x, [stranger]),
    RangeError,
    'Cannot differentiate as all nodes must be of one graph: current node "stranger" is of another',
  ],
  [
    () => gradients(fused, [x]),
    TypeError,
    'Cannot differentiate "fusedMatmul" as gradients must be taken before a program is optimized: current node is a fused operation',
  ],
]);
