import { assertEquals } from "@std/assert";
import { Graph } from "../../../../dsl/graph/graph.ts";
import type { GraphNode } from "../../../../dsl/graph/node.ts";
import * as op from "../../../../dsl/graph/op.ts";
import { gradients } from "../../../../dsl/passes/differentiate.ts";
import { valueOf } from "../../reference.ts";
import { refuses } from "../../refuses.ts";
import {
  assertValues,
  checkTorch,
  readTorch,
  torchInputs,
} from "../../torch_case.ts";

type Build = (x: GraphNode) => GraphNode;

const gelu: Build = (x) =>
  op.multiply(
    op.multiply(x, 0.5),
    op.add(op.erf(op.multiply(x, Math.SQRT1_2)), 1),
  );
const silu: Build = (x) => op.multiply(x, op.sigmoid(x));
const logSigmoid: Build = (x) => op.negate(op.softplus(op.negate(x)));
const softmaxFirst: Build = (x) => op.transpose(op.softmax(op.transpose(x)));

const FUNCTIONS: Readonly<Record<string, Build>> = {
  relu: op.relu,
  elu: op.elu,
  gelu,
  silu,
  sigmoid: op.sigmoid,
  "log_sigmoid": logSigmoid,
  tanh: op.tanh,
  softplus: op.softplus,
  exponential: op.exp,
  "softmax_last": op.softmax,
  "softmax_first": softmaxFirst,
  "log_softmax": op.logSoftmax,
  "gradient_at_zero": op.relu,
  maxout: (x) => op.max(op.reshape(x, [3, 3, 2]), { axes: -1 }),
};

const { shared = {}, cases } = readTorch("elementwise");

for (const { name, inputs, outputs } of cases) {
  const filled = { ...shared, ...inputs };
  const build = FUNCTIONS[name];
  if (build) {
    Deno.test(`elementwise operations agree with torch: ${name}`, () => {
      // 1/√2 and 2/√π are constants in single precision.
      const tolerance = name === "gelu" ? 1e-7 : 1e-9;
      checkTorch({ inputs: filled, outputs }, ({ x }) => build(x!), {
        tolerance,
      });
    });
  }
}

Deno.test("select() agrees with torch: prelu", () => {
  const torch = cases.find(({ name }) => name === "prelu")!;
  checkTorch(
    torch,
    ({ x, weight }) =>
      op.select(op.greater(x!, 0), x!, op.multiply(weight!, x!)),
  );
});

Deno.test("elementwise operations overflow as little as torch's", () => {
  const { inputs, outputs } = cases.find(({ name }) =>
    name === "extreme_values"
  )!;
  const { nodes, feeds } = torchInputs(inputs);
  const builds: Readonly<Record<string, Build>> = {
    sigmoid: op.sigmoid,
    "log_sigmoid": logSigmoid,
    softplus: op.softplus,
    tanh: op.tanh,
    silu,
    elu: op.elu,
    softmax: op.softmax,
    "log_softmax": op.logSoftmax,
    relu: op.relu,
  };
  for (const [name, build] of Object.entries(builds)) {
    assertValues(build(nodes.x!), feeds, outputs[name]!);
    const [slope] = gradients(build(nodes.x!), [nodes.x!]);
    const finite = valueOf(slope!, feeds).every(Number.isFinite);
    assertEquals(finite, true, `the gradient of ${name} overflows`);
  }
});

for (
  const [name, build] of Object.entries({
    tanh: op.tanh,
    sigmoid: op.sigmoid,
    softplus: op.softplus,
    silu,
  })
) {
  Deno.test(`second derivatives agree with torch: ${name}`, () => {
    const { inputs, outputs } = cases.find((torch) =>
      torch.name === `second_derivative_${name}`
    )!;
    const { nodes, feeds } = torchInputs({ ...shared, ...inputs });
    const [first] = gradients(build(nodes.x!), [nodes.x!]);
    assertValues(first!, feeds, outputs.first!, 1e-8);
    const [second] = gradients(first!, [nodes.x!]);
    assertValues(second!, feeds, outputs.second!, 1e-8);
  });
}

Deno.test("number operations keep whole numbers whole", () => {
  const x = new Graph().constant([-3, 0, 4], { dtype: "int32" });
  assertEquals(valueOf(op.negate(x)).map((n) => n + 0), [3, 0, -4]);
  assertEquals(valueOf(op.abs(x)), [3, 0, 4]);
  assertEquals(valueOf(op.sign(x)), [-1, 0, 1]);
  assertEquals(valueOf(op.square(x)), [9, 0, 16]);
  assertEquals(op.square(x).dtype, "int32");
});

const graph = new Graph();
const whole = graph.placeholder("whole", [2], { dtype: "int32" });
const bit = graph.placeholder("bit", [2], { dtype: "bool" });

refuses("a function of floats", [
  [
    () => op.exp(whole),
    TypeError,
    'Cannot compute exp as "whole" must be float32: current type is int32',
  ],
  [
    () => op.abs(bit),
    TypeError,
    'Cannot compute abs as "bit" must be float32 or int32: current type is bool',
  ],
]);
