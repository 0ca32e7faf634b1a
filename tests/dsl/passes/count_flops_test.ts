import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import { Graph } from "../../../dsl/graph/graph.ts";
import { type GraphNode, sizeOf } from "../../../dsl/graph/node.ts";
import { program, programNodes } from "../../../dsl/graph/program.ts";
import { input } from "../../../dsl/input.ts";
import type { AnyModel, Model } from "../../../dsl/model.ts";
import { countFlops } from "../../../dsl/passes/count_flops.ts";
import { lower } from "../../../dsl/passes/lower.ts";
import { placesOf } from "../../../dsl/places_of.ts";
import { models } from "../../arbitraries/model.ts";

const image = input([6, 5, 3]);

/** Models of one layer that computes, and what is to be counted. */
const CASES: readonly (readonly [string, Model, number])[] = [
  ["dense", input([4]).dense(2), 2 * (4 + 4) + 2],
  ["dense without bias", input([4]).dense(2, { useBias: false }), 2 * (4 + 4)],
  ["dense on rows", input([3, 4]).dense(2), 3 * (2 * (4 + 4) + 2)],
  ["relu", input([7]).relu(), 7],
  ["tanh", input([7]).tanh(), 70],
  ["dropout and shapes", image.dropout(0.5).flatten().reshape([9, 10]), 0],
  ["batchNorm", image.batchNorm(), 3 * 90],
  ["conv2d", image.conv2d(8, [3, 2]), 4 * 4 * 8 * (2 * 3 * 2 * 3 + 1)],
  [
    "conv2d with strides",
    image.conv2d(8, 3, { strides: 2, padding: "same", useBias: false }),
    3 * 3 * 8 * (2 * 3 * 3 * 3),
  ],
  ["maxPool", image.maxPool(2), 3 * 2 * 3 * 4],
  ["averagePool", image.averagePool([3, 1]), 2 * 5 * 3 * 3],
  ["globalAveragePool", image.globalAveragePool(), 90],
  ["concat", image.branch((m) => m, (m) => m).concat(), 0],
  ["add", image.branch((m) => m, (m) => m, (m) => m).add(), 2 * 90],
];

for (const [name, model, wish] of CASES) {
  Deno.test(`countFlops() counts ${name}`, () => {
    assertEquals(countFlops(model), wish);
  });
}

Deno.test("countFlops() takes a batch for that many samples, and training for three times as much", () => {
  fc.assert(
    fc.property(models, fc.integer({ min: 1, max: 99 }), (model, batch) => {
      const one = countFlops(model);
      assertEquals(countFlops(model, { batch }), batch * one);
      const training = countFlops(model, { batch, training: true });
      assertEquals(training, 3 * batch * one);
    }),
  );
});

/** Operations of products and biases in the graph that a model becomes. */
function productsIn(model: AnyModel): number {
  const { outputs } = lower(model, { graph: new Graph(), batch: 1 });
  return programNodes(program(outputs))
    .reduce((sum, node) => sum + ownFlops(node) * sizeOf(node.shape), 0);
}

/** Operations for each element of a product, or of a sum with a bias; none for others. */
function ownFlops({ kind, inputs }: GraphNode): number {
  switch (kind) {
    case "matmul":
      return 2 * inputs[0]!.shape[1]!;
    case "conv2d":
      return 2 * sizeOf(inputs[1]!.shape.slice(0, 3));
    case "add":
      return inputs.some(({ name }) => name.endsWith("/bias")) ? 1 : 0;
    default:
      return 0;
  }
}

Deno.test("countFlops() counts what the model's graph does", () => {
  const seen = new Set<string>();
  fc.assert(fc.property(models, (model) => {
    let rest = countFlops(model);
    for (const { layer, inputs } of placesOf(model).keys()) {
      if (layer.kind === "dense" || layer.kind === "conv2d") {
        seen.add(layer.kind);
      } else if (inputs.length === 1) {
        rest -= countFlops(input(inputs[0]!.shape).layer(layer));
      } else if (layer.kind === "add") {
        rest -= (inputs.length - 1) * sizeOf(inputs[0]!.shape);
      }
    }
    assertEquals(rest, productsIn(model));
  }));
  assertEquals(seen.size, 2);
});

Deno.test("countFlops() refuses a batch that is none", () => {
  for (const batch of [0, -1, 1.5, NaN]) {
    assertThrows(
      () => countFlops(input([1]).dense(1), { batch }),
      RangeError,
      "Cannot count the operations of a model as 'batch' must be a positive integer",
    );
  }
});
