import { assert, assertEquals } from "@std/assert";
import { Graph } from "../../../dsl/graph/graph.ts";
import { multiply } from "../../../dsl/graph/operations/binary.ts";
import { sum } from "../../../dsl/graph/operations/reduction.ts";
import {
  activation,
  type ActivationLayer,
} from "../../../dsl/layers/activation.ts";
import { gradients } from "../../../dsl/passes/differentiate.ts";
import { lowerActivation } from "../../../dsl/passes/lower_activation.ts";
import fixture from "../../fixtures/torch/activation_layers.json" with {
  type: "json",
};
import { assertNear } from "../central_differences.ts";
import { valueOf } from "../reference.ts";
import { valueOnWasm } from "../value_on_wasm.ts";

/** Functions by torch's names. */
const LAYERS: ReadonlyMap<string, ActivationLayer> = new Map<
  string,
  ActivationLayer
>([
  ["relu", activation("relu")],
  ["leaky_relu", activation("leakyRelu")],
  ["elu", activation("elu")],
  ["selu", activation("selu")],
  ["gelu", activation("gelu")],
  ["gelu_tanh", activation("gelu", { approximate: true })],
  ["silu", activation("swish")],
  ["sigmoid", activation("sigmoid")],
  ["tanh", activation("tanh")],
  ["softplus", activation("softplus")],
  ["softmax_last", activation("softmax")],
  ["softmax", activation("softmax")],
]);

/** Who says what a node is worth, and how far they may be off. */
const EVALUATORS = [
  // Constants of a graph are rounded to single precision, and so is x.
  { valueBy: valueOf, tolerance: 2e-7 },
  { valueBy: valueOnWasm, tolerance: 2e-6 },
] as const;

function assertAllNear(
  actual: ArrayLike<number>,
  expected: readonly number[],
  tolerance: number,
  what: string,
): void {
  assertEquals(actual.length, expected.length);
  Array.from(actual).forEach((x, i) =>
    assertNear(x, expected[i]!, tolerance, `${what}[${i}]`)
  );
}

type Rows = readonly (readonly number[])[];

for (const { name, inputs, outputs } of fixture.cases) {
  const layer = LAYERS.get(name);
  if (!layer || !("output" in outputs) || !("grad_output" in inputs)) continue;
  Deno.test(`lowerActivation() agrees with torch's ${name}, and so does its gradient`, () => {
    const rows = inputs.x as Rows;
    const shape = [rows.length, rows[0]!.length];
    const graph = new Graph();
    const x = graph.placeholder("x", shape);
    const upstream = graph.placeholder("upstream", shape);
    const y = lowerActivation(layer, x);
    const [slope] = gradients(sum(multiply(y, upstream)), [x]);
    const feeds = {
      x: rows.flat(),
      upstream: (inputs.grad_output as Rows).flat(),
    };
    const [value, gradient] = [outputs.output as Rows, outputs.grad_x as Rows]
      .map((rows) => rows.flat());
    for (const { valueBy, tolerance } of EVALUATORS) {
      assertAllNear(valueBy(y, feeds), value!, tolerance, "y");
      assertAllNear(valueBy(slope!, feeds), gradient!, tolerance, "gradient");
    }
  });
}

const extreme = fixture.cases.find(({ name }) => name === "extreme_values")!;
const values = extreme.inputs.x as unknown as readonly number[];

for (const [name, expected] of Object.entries(extreme.outputs)) {
  const layer = LAYERS.get(name);
  if (!layer) continue;
  Deno.test(`lowerActivation() of ${name} and its gradient are finite at ±1000`, () => {
    const graph = new Graph();
    const x = graph.placeholder("x", [values.length]);
    const y = lowerActivation(layer, x);
    const [slope] = gradients(sum(y), [x]);
    for (const { valueBy, tolerance } of EVALUATORS) {
      const wish = expected as number[];
      assertAllNear(valueBy(y, { x: values }), wish, tolerance, name);
      assert([...valueBy(slope!, { x: values })].every(Number.isFinite));
    }
  });
}

Deno.test("lowerActivation() follows the options", () => {
  const at = (layer: ActivationLayer, x: number) =>
    valueOf(lowerActivation(layer, new Graph().constant([x])))[0]!;
  assertEquals(at(activation("leakyRelu", { slope: 3 }), -2), -6);
  assertEquals(at(activation("leakyRelu", { slope: -0.5 }), 2), 2);
  assertNear(
    at(activation("elu", { alpha: 2 }), -1),
    2 / Math.E - 2,
    1e-7,
    "elu",
  );
  assertEquals(at(activation("elu", { alpha: -2 }), 3), 3);
  assertEquals(at(activation("linear"), -5), -5);
});
