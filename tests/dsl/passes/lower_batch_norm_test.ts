import { assertEquals } from "@std/assert";
import { Graph } from "../../../dsl/graph/graph.ts";
import { program } from "../../../dsl/graph/program.ts";
import { input } from "../../../dsl/input.ts";
import { lower } from "../../../dsl/passes/lower.ts";
import fixture from "../../fixtures/torch/batch_norm.json" with {
  type: "json",
};
import { assertAllNear } from "../same_meaning.ts";
import { MACHINES } from "../training/machine.ts";

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

for (const { name, inputs, outputs } of fixture.cases) {
  for (const { name: machine, open } of MACHINES) {
    Deno.test(`lower() agrees with torch's ${name} on ${machine}`, async () => {
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
      const { outputs: found, updates } = lower(model, options);
      assertEquals(updates.length, training ? 2 : 0);
      using running = await open(program(found, updates));
      const { output } = await running.run({ "model/input": single(x.data) });
      const expected = channelsLast(outputs.output).data;
      assertAllNear(output!, expected, 2e-6, "output");
      if (!training) return;
      const mean = await running.read("model/norm/movingMean");
      assertAllNear(mean, outputs.running_mean, 2e-6, "moving mean");
      // As in Keras, the average follows the biased variance; torch's, the unbiased.
      const { momentum } = params;
      const variance = inputs.running_var.map((old, i) =>
        (1 - momentum) * old + momentum * outputs.batch_var_biased[i]!
      );
      const moving = await running.read("model/norm/movingVariance");
      assertAllNear(moving, variance, 2e-6, "moving variance");
    });
  }
}

const single = (values: readonly number[]) => Float32Array.from(values);
