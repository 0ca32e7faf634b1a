import { Graph } from "../../../dsl/graph/graph.ts";
import { type GraphNode, type Shape, sizeOf } from "../../../dsl/graph/node.ts";
import * as op from "../../../dsl/graph/op.ts";
import { program } from "../../../dsl/graph/program.ts";
import { gradients } from "../../../dsl/passes/differentiate.ts";
import { assertAllNear } from "../same_meaning.ts";
import { testOnEach } from "./present.ts";
import { assertMeaning, runOnce } from "./run_sample.ts";
import { sampleOf } from "../../arbitraries/sample.ts";
import { workedExamples } from "./worked_examples.ts";

await testOnEach(
  "each operation answers as worked by hand",
  async (backend) => {
    const { program, expected } = workedExamples();
    const answers = await runOnce(backend, sampleOf(program, { nothing: [] }));
    for (const [name, values] of Object.entries(expected)) {
      assertAllNear(answers[name]!, values, 1e-6, name);
    }
  },
);

/** Numbers that look random and are the same every time. */
function numbers(length: number): number[] {
  return Array.from({ length }, (_, i) => (i * 7919 % 101) / 50 - 1);
}

await testOnEach(
  "sizes at which kernels take another way make no difference",
  async (backend) => {
    const graph = new Graph();
    const feeds: Record<string, number[]> = {};
    const given = (shape: Shape): GraphNode => {
      const node = graph.placeholder(`x${graph.nodes.length}`, shape);
      feeds[node.name] = numbers(sizeOf(shape));
      return node;
    };
    const middle = given([3, 150, 2]);
    const parts = Array.from({ length: 40 }, (_, i) => given([2, i % 3 + 1]));
    const image = given([2, 9, 8, 3]);
    const filter = given([3, 2, 3, 2]);
    const convolved = op.conv2d(image, filter, {
      strides: [2, 3],
      dilations: [2, 1],
      padding: { top: 1, bottom: 2, left: 0, right: 1 },
    });
    const loss = op.sum(op.square(convolved));
    const [byImage, byFilter] = gradients(loss, [image, filter]);
    const source = program({
      long: op.sum(given([5000])),
      middle: op.sum(middle, { axes: 1 }),
      largest: op.max(middle, { axes: 1 }),
      outer: op.min(middle, { axes: [0, 2] }),
      softmax: op.softmax(given([2, 200])),
      joined: op.concat(parts),
      product: op.matmul(given([5, 33]), given([33, 7])),
      convolved,
      byImage: byImage!,
      byFilter: byFilter!,
      turned: op.transpose(given([2, 3, 2, 1, 2, 3, 2]), [6, 4, 2, 0, 1, 3, 5]),
    });
    await assertMeaning(backend, { program: source, feeds }, 2e-5);
  },
);

await testOnEach(
  "values without elements can be computed with",
  async (backend) => {
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
  },
);
