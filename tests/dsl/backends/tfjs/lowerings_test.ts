import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { operations } from "../../../arbitraries/operation.ts";
import { programs } from "../../../arbitraries/graph.ts";
import { Graph } from "../../../../dsl/graph/graph.ts";
import * as op from "../../../../dsl/graph/op.ts";
import { program, programNodes } from "../../../../dsl/graph/program.ts";
import { gradients } from "../../../../dsl/passes/differentiate.ts";
import { assertAllNear } from "../../same_meaning.ts";
import { testOnEach } from "../present.ts";
import { assertMeaning, runOnce } from "../run_sample.ts";
import { sampleOf } from "../../../arbitraries/sample.ts";
import { workedExamples } from "./worked_examples.ts";

// Single precision, and on a GPU roots and exponentials of a few units in the last place.
const TOLERANCE = { cpu: 2e-6, webgpu: 3e-5 } as const;
const RUNS = { cpu: 40, webgpu: 2 } as const;

testOnEach("each operation answers as worked by hand", async (backend) => {
  const { program, expected } = workedExamples();
  const answers = await runOnce(backend, sampleOf(program, { nothing: [] }));
  for (const [name, values] of Object.entries(expected)) {
    assertAllNear(answers[name]!, values, 1e-6, name);
  }
});

testOnEach("each operation means what the graph says", async (backend) => {
  for (const [, { any }] of operations) {
    await fc.assert(
      fc.asyncProperty(
        any,
        (sample) => assertMeaning(backend, sample, TOLERANCE[backend.kind]),
      ),
      { numRuns: RUNS[backend.kind] },
    );
  }
});

testOnEach("whole programs mean what their graphs say", async (backend) => {
  await fc.assert(
    fc.asyncProperty(
      programs,
      (sample) => assertMeaning(backend, sample, TOLERANCE[backend.kind]),
    ),
    { numRuns: RUNS[backend.kind] },
  );
});

testOnEach("values without elements can be computed with", async (backend) => {
  const graph = new Graph();
  const none = graph.placeholder("none", [0, 3]);
  const places = graph.placeholder("places", [0], { dtype: "int32" });
  const images = graph.placeholder("images", [0, 3, 3, 1]);
  const filter = graph.constant(Float32Array.of(1), { shape: [1, 1, 1, 1] });
  const kept = graph.variable("kept", new Float32Array(0), { shape: [0, 3] });
  const source = program({
    same: op.add(none, 1),
    sum: op.sum(none, { axes: 0 }),
    prod: op.prod(none),
    matmul: op.matmul(none, none, { transposeA: true }),
    joined: op.concat([none, graph.constant([[1, 2, 3]])], { axis: 0 }),
    padded: op.pad(none, [[1, 0], [0, 0]]),
    gathered: op.gather(graph.constant([1, 2]), places),
    scattered: op.scatterAdd(op.sum(none, { axes: 1 }), places, 2),
    hot: op.oneHot(places, 4),
    filtered: op.conv2d(images, filter),
    byFilter: gradients(op.sum(op.conv2d(images, filter)), [filter])[0]!,
    assigned: op.assign(kept, none),
  });
  const sample = {
    program: source,
    feeds: { none: [], places: [], images: [] },
  };
  await assertMeaning(backend, sample, 0);
});

Deno.test("the samples reach axes beyond the fourth and every type", () => {
  const shown = operations.flatMap(([kind, { any }]) =>
    fc.sample(any, { numRuns: 100, seed: 1 }).flatMap(({ program }) =>
      programNodes(program).filter((node) => node.kind === kind)
    )
  );
  assert(shown.some(({ shape }) => shape.length > 4));
  const types = [...new Set(shown.map(({ dtype }) => dtype))].sort();
  assertEquals(types, ["bool", "float32", "int32"]);
});
