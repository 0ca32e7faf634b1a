import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
} from "@std/assert";
import fc from "fast-check";
import type { ProgressEvent } from "../../../core/progress.ts";
import { openBackend } from "../../../dsl/backends/open_backend.ts";
import { input } from "../../../dsl/input.ts";
import { fit } from "../../../dsl/training/fit.ts";
import type { FitOptions } from "../../../dsl/training/fit_options.ts";
import { loadNetwork } from "../../../dsl/training/load_network.ts";
import { binaryCrossEntropy } from "../../../dsl/training/losses/binary_cross_entropy.ts";
import { meanSquaredError } from "../../../dsl/training/losses/mean_squared_error.ts";
import { adam } from "../../../dsl/training/optimizers/adam.ts";
import { momentum, sgd } from "../../../dsl/training/optimizers/sgd.ts";
import { assertAllNear } from "../same_meaning.ts";
import { distance } from "./machine.ts";

const LINE = input([1]).dense(1);
const DATA = { x: [[0], [1], [2], [3]], y: [1, 3, 5, 7] };
const base: FitOptions = { loss: meanSquaredError(), backend: "wasm" };

Deno.test("a line is found", async () => {
  const options = {
    ...base,
    optimizer: sgd({ learningRate: 0.1 }),
    epochs: 300,
  };
  using network = await fit(LINE, DATA, options);
  const { shape, data } = await network.predict([[10], [-1]]);
  assertEquals(shape, [2, 1]);
  assertAlmostEquals(data[0]!, 21, 1e-3);
  assertAlmostEquals(data[1]!, -1, 1e-3);
  assertEquals(network.history.ended, "epochs");
});

Deno.test("exclusive or takes a hidden layer", async () => {
  const data = { x: [[0, 0], [0, 1], [1, 0], [1, 1]], y: [0, 1, 1, 0] };
  const model = input([2]).dense(8, { activation: "tanh" }).dense(1);
  using network = await fit(model, data, {
    loss: binaryCrossEntropy(),
    optimizer: adam({ learningRate: 0.1 }),
    epochs: 100,
    metrics: ["accuracy"],
    backend: "wasm",
  });
  assertEquals((await network.evaluate(data)).accuracy, 1);
  assertEquals(network.history.metrics.accuracy!.at(-1), 1);
});

const eighth = (most: number) =>
  fc.integer({ min: -8 * most, max: 8 * most }).map((n) => n / 8);
const examples = fc.array(
  fc.record({
    x: fc.tuple(eighth(1), eighth(1)),
    y: eighth(2),
    weight: fc.integer({ min: 0, max: 3 }),
  }, { noNullPrototype: true }),
  { minLength: 1, maxLength: 9 },
);

/** Examples, the size of a batch, and whether weights are given; then one of them is above 0. */
const fits = fc.tuple(
  examples,
  fc.integer({ min: 1, max: 4 }),
  fc.boolean(),
).map(([some, batchSize, weighted]) => {
  const sure: (typeof some)[number] = { x: [1, 0], y: 1, weight: 1 };
  return [weighted ? [...some, sure] : some, batchSize, weighted] as const;
});

Deno.test("fit is gradient descent, batch by batch, each example by its weight", async () => {
  await fc.assert(
    fc.asyncProperty(
      fits,
      async ([examples, batchSize, weighted]) => {
        const learningRate = 0.125;
        const w = [0.5, -0.25];
        let b = 0.125;
        const losses: number[] = [];
        for (let epoch = 0; epoch < 3; epoch++) {
          let sum = 0;
          for (let begin = 0; begin < examples.length; begin += batchSize) {
            const batch = examples.slice(begin, begin + batchSize);
            const slope = [0, 0, 0];
            for (const { x, y, weight } of batch) {
              const error = x[0] * w[0]! + x[1] * w[1]! + b - y;
              const share = weighted ? weight : 1;
              sum += share * error ** 2;
              for (const [i, value] of [...x, 1].entries()) {
                slope[i]! += share * 2 * error * value / batch.length;
              }
            }
            w[0]! -= learningRate * slope[0]!;
            w[1]! -= learningRate * slope[1]!;
            b -= learningRate * slope[2]!;
          }
          losses.push(sum / examples.length);
        }
        const data = {
          x: examples.map(({ x }) => x),
          y: examples.map(({ y }) => y),
          ...(weighted
            ? { sampleWeight: examples.map(({ weight }) => weight) }
            : {}),
        };
        using network = await fit(input([2]).dense(1), data, {
          ...base,
          optimizer: sgd({ learningRate }),
          epochs: 3,
          batchSize,
          shuffle: false,
          weights: {
            "dense_1/kernel": Float32Array.of(0.5, -0.25),
            "dense_1/bias": Float32Array.of(0.125),
          },
        });
        const found = network.weights();
        const own = [...found["dense_1/kernel"]!, ...found["dense_1/bias"]!];
        const tolerance = { rtol: 1e-4, atol: 1e-4 };
        assert(
          distance(own, [...w, b], tolerance) <= 1,
          `${own} is not ${[...w, b]}`,
        );
        assert(distance(network.history.metrics.loss!, losses, tolerance) <= 1);
      },
    ),
    { numRuns: 25 },
  );
});

Deno.test("the last batches drawn are whole and cut", () => {
  const rests = fc.sample(fits, { numRuns: 25, seed: 1 })
    .map(([{ length }, batchSize]) => length % batchSize);
  assert(rests.some((rest) => rest === 0) && rests.some((rest) => rest > 0));
});

Deno.test("with the whole data as one batch, their order does not matter", async () => {
  const options = {
    ...base,
    optimizer: momentum({ learningRate: 0.05 }),
    epochs: 20,
    batchSize: 4,
  };
  using one = await fit(LINE, DATA, { ...options, shuffle: true });
  using other = await fit(LINE, DATA, { ...options, shuffle: false });
  const [a, b] = [one, other].map((network) =>
    Object.values(network.weights()).flatMap((values) => [...values])
  );
  assert(distance(a!, b!, { rtol: 1e-5, atol: 1e-6 }) <= 1);
});

Deno.test("same seed, same bits; another seed, others", async () => {
  const model = input([1]).dense(8).relu().dropout(0.5).dense(1);
  const run = async (seed: number) => {
    using network = await fit(model, DATA, {
      ...base,
      epochs: 5,
      batchSize: 3,
      seed,
    });
    return [network.weights(), network.history] as const;
  };
  assertEquals(await run(7), await run(7));
  assertNotEquals((await run(7))[0], (await run(8))[0]);
});

Deno.test("training n epochs, then m more from those weights, is training n + m", async () => {
  const options = {
    ...base,
    optimizer: sgd({ learningRate: 0.05 }),
    shuffle: false,
    batchSize: 3,
  };
  using first = await fit(LINE, DATA, { ...options, epochs: 4 });
  using second = await fit(LINE, DATA, {
    ...options,
    epochs: 3,
    weights: first.weights(),
  });
  using whole = await fit(LINE, DATA, { ...options, epochs: 7 });
  assertEquals(second.weights(), whole.weights());
});

Deno.test("validation data are measured, and not learned from", async () => {
  const x = Array.from({ length: 10 }, (_, i) => [i / 10]);
  const y = x.map(([value]) => 3 * value!);
  const options = {
    ...base,
    epochs: 4,
    batchSize: 3,
    shuffle: false,
    metrics: ["mae"],
  } as const;
  using split = await fit(LINE, { x, y }, { ...options, validationSplit: 0.2 });
  const validationData = { x: x.slice(8), y: y.slice(8) };
  using given = await fit(LINE, { x: x.slice(0, 8), y: y.slice(0, 8) }, {
    ...options,
    validationData,
  });
  assertEquals(split.history, given.history);
  assertEquals(split.weights(), given.weights());
  const { loss, mae } = await given.evaluate(validationData);
  assertEquals(given.history.metrics["validation/loss"]!.at(-1), loss);
  assertEquals(given.history.metrics["validation/mae"]!.at(-1), mae);
});

Deno.test("a random split takes the rows that the seed says, whatever they hold", async () => {
  const x = Array.from({ length: 10 }, (_, i) => [i]);
  const measured = async (seed: number) => {
    // A model of one weight 0 predicts 0: its mean absolute error tells which rows are judged by.
    const options = {
      ...base,
      epochs: 1,
      seed,
      metrics: ["mae"],
      validationSplit: 0.3,
    } as const;
    using network = await fit(input([1]).dense(1, { useBias: false }), {
      x,
      y: x.map(([i]) => 2 ** i!),
    }, {
      ...options,
      optimizer: sgd({ learningRate: 0 }),
      weights: { "dense_1/kernel": Float32Array.of(0) },
    });
    const { mae, "validation/mae": validation } = network.history.metrics;
    return [Math.round(7 * mae![0]!), Math.round(3 * validation![0]!)] as const;
  };
  const bits = (n: number) => n.toString(2).replaceAll("0", "").length;
  const seen = new Set<number>();
  for (let seed = 0; seed < 5; seed++) {
    const [training, validation] = await measured(seed);
    assertEquals([training + validation, bits(training), bits(validation)], [
      1023,
      7,
      3,
    ]);
    seen.add(validation);
  }
  assert(seen.size > 1);
});

Deno.test("every update and every epoch is told", async () => {
  const events: ProgressEvent[] = [];
  using _network = await fit(LINE, DATA, {
    ...base,
    epochs: 2,
    batchSize: 3,
    onProgress: (event) => events.push(event),
  });
  assertEquals(events.map(({ kind, step, total }) => [kind, step, total]), [
    ["step", 1, 4],
    ["step", 2, 4],
    ["epoch", 1, 2],
    ["step", 3, 4],
    ["step", 4, 4],
    ["epoch", 2, 2],
  ]);
});

Deno.test("what runs a network is chosen by the arithmetic of a training step, and said", async () => {
  const model = input([1]).dense(4).tanh().dense(1);
  const { loss } = base;
  using network = await fit(model, DATA, { loss, batchSize: 3 });
  // (3 · 4 + 10 · 4 + 9) operations for a row, 3 rows, three times as much for gradients.
  assertEquals(network.backend, {
    kind: "wasm",
    reason:
      "wasm, as a run of 0.00055 million operations ends before a GPU would answer",
  });
  using loaded = await loadNetwork(network.save());
  assertEquals(loaded.backend, {
    kind: "wasm",
    reason:
      "wasm, as a run of 0.016 million operations ends before a GPU would answer",
  });
});

Deno.test("training on wasm is training in plain JavaScript", async () => {
  const model = input([1]).dense(4).batchNorm().elu().dropout(0.25).dense(1);
  const options = { ...base, epochs: 20, batchSize: 3, seed: 4 };
  using own = await fit(model, DATA, { ...options, backend: "wasm" });
  using other = await fit(model, DATA, { ...options, backend: "cpu" });
  const [found, wish] = [own, other].map((network) =>
    network.history.metrics.loss!
  );
  assertAllNear(found!, wish!, 1e-4, "loss");
  assert(wish![0]! > 1.01 * wish!.at(-1)!);
});

Deno.test("a thousand updates leave no buffer behind, and closing leaves none at all", async () => {
  using backend = await openBackend("wasm");
  const before = backend.bufferCount();
  const counts = new Set<number>();
  const network = await fit(
    input([1]).dense(4).batchNorm().relu().dropout(0.25).dense(1),
    DATA,
    {
      ...base,
      backend,
      optimizer: adam({ clipGlobalNorm: 1 }),
      epochs: 500,
      batchSize: 3,
      onProgress: ({ kind, step }) =>
        kind === "step" && step > 2 && counts.add(backend.bufferCount()),
    },
  );
  assertEquals(counts.size, 1);
  await network.predict([[1]]);
  const open = backend.bufferCount();
  for (let i = 0; i < 20; i++) await network.predict([[i]]);
  assertEquals(backend.bufferCount(), open);
  network.close();
  assertEquals(backend.bufferCount(), before);
});
