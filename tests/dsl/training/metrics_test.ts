import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { input } from "../../../dsl/input.ts";
import { Graph } from "../../../dsl/graph/graph.ts";
import { program } from "../../../dsl/graph/program.ts";
import { fit } from "../../../dsl/training/fit.ts";
import { binaryCrossEntropy } from "../../../dsl/training/losses/binary_cross_entropy.ts";
import { categoricalCrossEntropy } from "../../../dsl/training/losses/categorical_cross_entropy.ts";
import { huber } from "../../../dsl/training/losses/huber.ts";
import { type Loss, targetForm } from "../../../dsl/training/losses/loss.ts";
import { meanSquaredError } from "../../../dsl/training/losses/mean_squared_error.ts";
import { sparseCategoricalCrossEntropy } from "../../../dsl/training/losses/sparse_categorical_cross_entropy.ts";
import {
  METRIC_NAMES,
  metricPerExample,
  metricsFor,
  requireMetrics,
} from "../../../dsl/training/_metrics.ts";
import type { MetricName } from "../../../dsl/training/metrics.ts";
import { sgd } from "../../../dsl/training/optimizers/sgd.ts";
import { distance, MACHINES } from "./machine.ts";

interface Example {
  readonly metric: MetricName;
  readonly loss: Loss;
  readonly shape: readonly number[];
  readonly prediction: readonly number[];
  readonly target: readonly number[];
  readonly wish: readonly number[];
}

const EXAMPLES: readonly Example[] = [
  // Yes where the logit is above 0.
  {
    metric: "accuracy",
    loss: binaryCrossEntropy(),
    shape: [4, 1],
    prediction: [-0.1, 0.1, 0, 7],
    target: [0, 1, 0, 0],
    wish: [1, 1, 1, 0],
  },
  {
    metric: "accuracy",
    loss: binaryCrossEntropy(),
    shape: [2, 2],
    prediction: [-1, 1, 1, 1],
    target: [0, 0, 1, 1],
    wish: [0.5, 1],
  },
  {
    metric: "accuracy",
    loss: categoricalCrossEntropy(),
    shape: [2, 3],
    prediction: [1, 2, 3, 3, 2, 1],
    target: [0, 0, 1, 0, 1, 0],
    wish: [1, 0],
  },
  {
    metric: "accuracy",
    loss: sparseCategoricalCrossEntropy(),
    shape: [2, 3],
    prediction: [1, 2, 3, 3, 2, 1],
    target: [2, 1],
    wish: [1, 0],
  },
  {
    metric: "accuracy",
    loss: sparseCategoricalCrossEntropy(),
    shape: [1, 2, 2],
    prediction: [1, 0, 1, 0],
    target: [0, 1],
    wish: [0.5],
  },
  {
    metric: "mae",
    loss: huber(),
    shape: [2, 2],
    prediction: [1, 2, 3, 4],
    target: [1, 0, 0, 5],
    wish: [1, 2],
  },
  {
    metric: "mse",
    loss: meanSquaredError(),
    shape: [2, 2],
    prediction: [1, 2, 3, 4],
    target: [1, 0, 0, 5],
    wish: [2, 5],
  },
];

for (const { metric, loss, shape, prediction, target, wish } of EXAMPLES) {
  for (const { name, open } of MACHINES) {
    Deno.test(`${metric} of ${loss.kind} for predictions [${shape}] on ${name}`, async () => {
      const graph = new Graph();
      const form = targetForm(loss, shape);
      const values = metricPerExample(
        metric,
        loss,
        graph.constant(Float32Array.from(prediction), { shape }),
        graph.constant(Float32Array.from(target), form),
      );
      using machine = await open(program({ values }));
      assertEquals(Array.from((await machine.run({})).values!), [...wish]);
    });
  }
}

Deno.test("every metric has an example", () => {
  assertEquals(
    new Set(EXAMPLES.map(({ metric }) => metric)),
    new Set(METRIC_NAMES),
  );
});

Deno.test("a metric goes with the losses whose predictions it understands", () => {
  assertEquals(metricsFor(sparseCategoricalCrossEntropy()), ["accuracy"]);
  assertEquals(metricsFor(huber()), ["mae", "mse"]);
  assertThrows(
    () => requireMetrics("measure", huber(), ["accuracy"]),
    RangeError,
    'Cannot measure as the metric of huber must be one of "mae", "mse": current value is "accuracy"',
  );
});

const eighth = fc.integer({ min: -16, max: 16 }).map((n) => n / 8);
const manyRows = fc.array(
  fc.record({
    x: eighth,
    y: eighth,
    weight: fc.integer({ min: 1, max: 3 }),
  }, { noNullPrototype: true }),
  { minLength: 1, maxLength: 600, size: "max" },
);

Deno.test("what evaluate says of any number of rows is what a loop says", async () => {
  const model = input([1]).dense(1);
  const weights = {
    "dense_1/kernel": Float32Array.of(2),
    "dense_1/bias": Float32Array.of(-1),
  };
  using network = await fit(model, { x: [[0]], y: [0] }, {
    loss: meanSquaredError(),
    metrics: ["mae", "mse"],
    optimizer: sgd({ learningRate: 0 }),
    epochs: 1,
    weights,
    backend: "wasm",
  });
  await fc.assert(
    fc.asyncProperty(
      manyRows,
      fc.boolean(),
      async (rows, weighted) => {
        const errors = rows.map(({ x, y }) => 2 * x - 1 - y);
        const mean = (values: readonly number[]) =>
          values.reduce((a, b) => a + b) / rows.length;
        const { loss, mae, mse } = await network.evaluate({
          x: rows.map(({ x }) => [x]),
          y: rows.map(({ y }) => y),
          ...(weighted
            ? { sampleWeight: rows.map(({ weight }) => weight) }
            : {}),
        });
        const counted = rows.map(({ weight }, i) =>
          (weighted ? weight : 1) * errors[i]! ** 2
        );
        const wish = [
          mean(counted),
          mean(errors.map(Math.abs)),
          mean(errors.map((e) => e * e)),
        ];
        assert(
          distance([loss!, mae!, mse!], wish, { rtol: 1e-6, atol: 1e-9 }) <= 1,
        );
        const { data } = await network.predict(rows.map(({ x }) => [x]));
        assertEquals([...data], rows.map(({ x }) => 2 * x - 1));
      },
    ),
    { numRuns: 25 },
  );
});

Deno.test("the rows drawn take one batch of 256, and several", () => {
  const counts = fc.sample(manyRows, { numRuns: 25, seed: 1 })
    .map(({ length }) => length);
  assert(counts.some((n) => n <= 256) && counts.some((n) => n > 256));
});
