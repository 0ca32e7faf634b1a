import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { heads } from "../../../dsl/heads.ts";
import { input } from "../../../dsl/input.ts";
import { concat } from "../../../dsl/merge.ts";
import { fit } from "../../../dsl/training/fit.ts";
import type { FitOptions } from "../../../dsl/training/fit_options.ts";
import { meanSquaredError } from "../../../dsl/training/losses/mean_squared_error.ts";
import { sparseCategoricalCrossEntropy } from "../../../dsl/training/losses/sparse_categorical_cross_entropy.ts";
import { adam } from "../../../dsl/training/optimizers/adam.ts";
import { sgd } from "../../../dsl/training/optimizers/sgd.ts";
import { distance } from "./machine.ts";

const base: FitOptions = { loss: meanSquaredError(), backend: "wasm" };

Deno.test("two heads that share no weights train together as apart", async () => {
  const place = input([2]);
  const a = place.dense(1, { name: "a" });
  const b = place.dense(3, { name: "b" });
  const x = [[0, 1], [1, 0], [1, 1]];
  const y = { low: [2, 4, 6], high: [0, 1, 2] };
  const options = {
    optimizer: adam({ learningRate: 0.1 }),
    epochs: 5,
    batchSize: 2,
    shuffle: false,
    backend: "wasm",
  } as const;
  const loss = {
    low: meanSquaredError(),
    high: sparseCategoricalCrossEntropy(),
  };
  using together = await fit(heads({ low: a, high: b }), { x, y }, {
    ...options,
    loss,
    lossWeights: { low: 0.5 },
    metrics: { high: ["accuracy"] },
  });
  using low = await fit(a, { x, y: y.low }, { ...options, loss: loss.low });
  using high = await fit(b, { x, y: y.high }, {
    ...options,
    loss: loss.high,
    metrics: ["accuracy"],
  });
  const { history } = together;
  assertEquals(Object.keys(history.metrics), [
    "loss",
    "low/loss",
    "high/loss",
    "high/accuracy",
  ]);
  assertEquals(history.metrics["high/accuracy"], high.history.metrics.accuracy);
  const wish = low.history.metrics.loss!.map((loss, i) =>
    loss / 2 + high.history.metrics.loss![i]!
  );
  assert(
    distance(history.metrics.loss!, wish, { rtol: 1e-4, atol: 1e-5 }) <= 1,
  );
  // Adam does not see the scale of a loss, but for epsilon.
  for (
    const [name, values] of Object.entries({
      ...low.weights(),
      ...high.weights(),
    })
  ) {
    assert(
      distance(together.weights()[name]!, values, { rtol: 1e-4, atol: 1e-4 }) <=
        1,
      name,
    );
  }
  const found = await together.predict(x);
  assertEquals([found.low.shape, found.high.shape], [[3, 1], [3, 3]]);
});

Deno.test("batch normalization looks at the batch in training, and at its averages after", async () => {
  const model = input([2]).batchNorm({ momentum: 0, epsilon: 1e-6 }).dense(1);
  const x = [[1, 10], [3, 30], [5, 20]];
  using network = await fit(model, { x, y: [1, 2, 3] }, { ...base, epochs: 2 });
  const {
    "batchNorm_1/movingMean": mean,
    "batchNorm_1/movingVariance": variance,
  } = network.weights();
  assert(distance(mean!, [3, 20], { rtol: 1e-5, atol: 0 }) <= 1);
  assert(distance(variance!, [8 / 3, 200 / 3], { rtol: 1e-5, atol: 0 }) <= 1);
  const all = await network.predict(x);
  const single = await Promise.all(x.map((row) => network.predict([row])));
  assertEquals(single.map(({ data }) => data[0]), [...all.data]);
});

Deno.test("dropout forgets in training, another part in every update, and never after", async () => {
  const model = input([1]).dropout(0.5).dense(1, { useBias: false });
  const weights = { "dense_1/kernel": Float32Array.of(1) };
  const losses: number[] = [];
  using network = await fit(model, { x: [[1]], y: [0] }, {
    ...base,
    weights,
    optimizer: sgd({ learningRate: 0 }),
    epochs: 60,
    onProgress: ({ kind, metrics }) =>
      kind === "step" && losses.push(metrics.loss!),
  });
  // 1 is forgotten, or doubled.
  assertEquals(new Set(losses), new Set([0, 4]));
  assert(losses.filter((loss) => loss === 0).length > 10);
  assert(losses.filter((loss) => loss === 4).length > 10);
  assertEquals([...(await network.predict([[1], [1], [1]])).data], [1, 1, 1]);
});

Deno.test("a model of two inputs and one output", async () => {
  const a = input([1], { name: "a" });
  const b = input([1], { name: "b" });
  const x = { a: [[1], [2], [3], [4]], b: [[2], [1], [5], [0]] };
  using network = await fit(concat([a, b]).dense(1), { x, y: [3, 3, 8, 4] }, {
    ...base,
    optimizer: sgd({ learningRate: 0.05 }),
    epochs: 400,
  });
  const { data } = await network.predict({ a: [[10]], b: [[20]] });
  assertAlmostEquals(data[0]!, 30, 0.05);
});
