import fc from "fast-check";
import { assert } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { Graph } from "../../../dsl/graph/graph.ts";
import { type GraphNode, sizeOf } from "../../../dsl/graph/node.ts";
import { add } from "../../../dsl/graph/operations/binary.ts";
import { sum } from "../../../dsl/graph/operations/reduction.ts";
import { tanh } from "../../../dsl/graph/operations/unary.ts";
import { type Program, program } from "../../../dsl/graph/program.ts";
import type { AnyModel } from "../../../dsl/model.ts";
import { gradients } from "../../../dsl/passes/differentiate.ts";
import { initialize } from "../../../dsl/passes/initialize.ts";
import { lower } from "../../../dsl/passes/lower.ts";
import { models } from "../../arbitraries/model.ts";
import { assertAllNear } from "../same_meaning.ts";
import { openReference, openWasm } from "../training/machine.ts";

const random = RandomStream.from(11);

/** A step of training: outputs, gradients by every trainable parameter, and averages. */
function stepOf(model: AnyModel, training: boolean): {
  step: Program;
  averages: readonly string[];
  feeds: Record<string, Float32Array>;
} {
  const lowered = lower(model, {
    graph: new Graph(),
    batch: 2,
    training,
    values: initialize(model, random),
  });
  const trainable = lowered.parameters
    .filter((parameter) => parameter.trainable)
    .map(({ variable }): GraphNode => variable);
  // Bounded, so that no output drowns the others.
  const loss = Object.values(lowered.outputs)
    .map((output) => sum(tanh(output)))
    .reduce((total, part) => add(total, part));
  const slopes = gradients(loss, trainable)
    .map((slope, i) => [`gradient${i}`, slope] as const);
  const feeds = Object.values(lowered.inputs).map(({ name, shape }) => {
    const values = new Float32Array(sizeOf(shape));
    return [name, random.split(name).fillUniform(values, -1, 1)] as const;
  });
  return {
    step: program(
      { ...lowered.outputs, ...Object.fromEntries(slopes) },
      lowered.updates,
    ),
    averages: lowered.updates.map(({ inputs }) => inputs[0]!.name),
    feeds: Object.fromEntries(feeds),
  };
}

Deno.test("lower() means the same optimized on the wasm backend as in plain double precision", async () => {
  const law = fc.asyncProperty(
    models,
    fc.boolean(),
    async (model, training) => {
      const { step, averages, feeds } = stepOf(model, training);
      using reference = await openReference(step);
      using wasm = await openWasm(step);
      const [expected, actual] = [
        await reference.run(feeds),
        await wasm.run(feeds),
      ];
      for (const name of Object.keys(step.outputs)) {
        assert(Array.from(actual[name]!).every(Number.isFinite), name);
        assertAllNear(actual[name]!, expected[name]!, 1e-2, name);
      }
      for (const name of averages) {
        const [found, wanted] = [
          await wasm.read(name),
          await reference.read(name),
        ];
        assertAllNear(found, wanted, 1e-3, name);
      }
    },
  );
  await fc.assert(law, { numRuns: 60 });
});

Deno.test("the models drawn keep moving averages", () => {
  const drawn = fc.sample(models, { numRuns: 60, seed: 1 });
  const averages = drawn.flatMap((model) => stepOf(model, true).averages);
  assert(averages.length > 20, `only ${averages.length}`);
});
