import { assertEquals } from "@std/assert";
import { Graph } from "../../../dsl/graph/graph.ts";
import { program } from "../../../dsl/graph/program.ts";
import { input } from "../../../dsl/input.ts";
import { lower } from "../../../dsl/passes/lower.ts";
import fixture from "../../fixtures/torch/batch_norm.json" with {
  type: "json",
};
import { assertNear } from "../central_differences.ts";
import { interpret } from "../reference.ts";

type Nested = number | readonly Nested[];

function flatten(values: Nested): number[] {
  return typeof values === "number" ? [values] : values.flatMap(flatten);
}

/** Channels last from torch's channels first: [n, c, …] to [n, …, c]. */
function channelsLast(values: Nested): { shape: number[]; data: number[] } {
  const samples = values as readonly (readonly Nested[])[];
  const flat = samples.map((channels) => channels.map(flatten));
  const [channels, size] = [flat[0]!.length, flat[0]![0]!.length];
  const data = flat.flatMap((sample) =>
    Array.from({ length: size }, (_, i) => sample.map((each) => each[i]!))
      .flat()
  );
  const image = samples[0]![0] as readonly (readonly number[])[];
  const axes = Array.isArray(image) ? [image.length, image[0]!.length] : [];
  return { shape: [...axes, channels], data };
}

function assertAllNear(
  actual: readonly number[],
  expected: readonly number[],
  what: string,
): void {
  assertEquals(actual.length, expected.length);
  actual.forEach((x, i) => assertNear(x, expected[i]!, 1e-6, `${what}[${i}]`));
}

for (const { name, inputs, outputs } of fixture.cases) {
  Deno.test(`lower() agrees with torch's ${name}`, () => {
    const { params } = inputs;
    const x = channelsLast(inputs.x);
    const model = input(x.shape).batchNorm({
      momentum: 1 - params.momentum,
      epsilon: params.eps,
      scale: "weight" in inputs,
      center: "bias" in inputs,
      name: "norm",
    });
    const values = {
      ...(inputs.weight ? { "norm/gamma": single(inputs.weight) } : {}),
      ...(inputs.bias ? { "norm/beta": single(inputs.bias) } : {}),
      "norm/movingMean": single(inputs.running_mean),
      "norm/movingVariance": single(inputs.running_var),
    };
    const batch = inputs.x.length;
    const { training } = params;
    const options = { graph: new Graph(), batch, training, values };
    const lowered = lower(model, options);
    const outcome = interpret(program(lowered.outputs, lowered.updates), {
      feeds: { "model/input": x.data },
    });
    const expected = channelsLast(outputs.output).data;
    assertAllNear(outcome.outputs.output!.data, expected, "output");
    if (!training) {
      assertEquals(outcome.variables, {});
      return;
    }
    const mean = outcome.variables["model/norm/movingMean"]!;
    assertAllNear(mean, outputs.running_mean, "moving mean");
    // As in Keras, the average follows the biased variance; torch's, the unbiased.
    const { momentum } = params;
    const variance = inputs.running_var.map((old, i) =>
      (1 - momentum) * old + momentum * outputs.batch_var_biased[i]!
    );
    const moving = outcome.variables["model/norm/movingVariance"]!;
    assertAllNear(moving, variance, "moving variance");
  });
}

const single = (values: readonly number[]) => Float32Array.from(values);
