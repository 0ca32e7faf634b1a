import { assert, assertEquals } from "@std/assert";
import { loadDigits } from "../../../algorithms/datasets/digits.ts";
import { trainTestSplit } from "../../../algorithms/selection/train_test_split.ts";
import { input } from "../../../dsl/input.ts";
import { fit } from "../../../dsl/training/fit.ts";
import { sparseCategoricalCrossEntropy } from "../../../dsl/training/losses/sparse_categorical_cross_entropy.ts";
import { adamw } from "../../../dsl/training/optimizers/adam.ts";
import { cosineDecay } from "../../../dsl/training/schedules/cosine_decay.ts";

Deno.test("the first digit is a round 0", async () => {
  const { x, y, featureNames, classNames } = await loadDigits();
  // deno-fmt-ignore
  assertEquals([...x.data.subarray(0, 64)], [
    0, 0, 5, 13, 9, 1, 0, 0,
    0, 0, 13, 15, 10, 15, 5, 0,
    0, 3, 15, 2, 0, 11, 8, 0,
    0, 4, 12, 0, 0, 8, 8, 0,
    0, 5, 8, 0, 0, 9, 8, 0,
    0, 4, 11, 0, 1, 12, 7, 0,
    0, 2, 14, 5, 10, 12, 0, 0,
    0, 0, 6, 13, 10, 0, 0, 0,
  ]);
  assertEquals(y.slice(0, 12), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
  assertEquals([featureNames[0], featureNames[63], classNames[9]], [
    "pixel_0_0",
    "pixel_7_7",
    "9",
  ]);
});

Deno.test("the digits are the 1,797 of the description, whole numbers from 0 to 16", async () => {
  const { x, y } = await loadDigits();
  assertEquals([x.shape, y.length], [[1797, 64], 1797]);
  assert(
    x.data.every((value) =>
      Number.isInteger(value) && value >= 0 && value <= 16
    ),
  );
  // Counts and sum as the source has them.
  const counts = Array.from(
    { length: 10 },
    (_, digit) => y.filter((each) => each === digit).length,
  );
  assertEquals(counts, [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
  assertEquals(x.data.reduce((a, b) => a + b), 561718);
});

Deno.test("a network with one hidden layer reads 97 of 100 digits that it has not seen", async () => {
  const { x, y } = await loadDigits();
  const scaled = { shape: x.shape, data: x.data.map((value) => value / 16) };
  const { xTrain, xTest, yTrain, yTest } = trainTestSplit(scaled, y, {
    testSize: 0.2,
    seed: 1,
    stratify: true,
  });
  const epochs = 30;
  const steps = epochs * Math.ceil(yTrain.length / 32);
  using network = await fit(input([64]).dense(64).relu().dense(10), {
    x: xTrain,
    y: yTrain,
  }, {
    loss: sparseCategoricalCrossEntropy({ labelSmoothing: 0.1 }),
    optimizer: adamw({
      learningRate: cosineDecay(0.01, steps),
      weightDecay: 0.05,
    }),
    metrics: ["accuracy"],
    epochs,
    seed: 1,
    backend: "wasm",
  });
  const { accuracy } = await network.evaluate({ x: xTest, y: yTest });
  assert(accuracy! >= 0.97, `accuracy is ${accuracy}`);
});
