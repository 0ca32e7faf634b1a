/** TensorFlow.js as a contestant, on its cpu and its wasm backend: `deno run --no-lock --allow-read bench/peers/tfjs_bursts.ts`. */
import {
  env,
  setBackend,
  tensor2d,
  tidy,
  train,
} from "../../core/deps/tfjs_core.ts";
import "../../core/deps/tfjs_cpu.ts";
import type { LayersModel as Trainable } from "../../core/deps/tfjs_layers.ts";
import {
  initialize,
  type Model,
  RandomStream,
  toLayersModel,
} from "../../dsl/mod.ts";
import { type Prepared, serveBursts } from "../serve_bursts.ts";
import { timeCalls } from "../time_calls.ts";
import {
  type ForwardWork,
  inputShape,
  LEARNING_RATE,
  type StepWork,
  type Work,
} from "../works.ts";

async function prepare(work: Work, way: string): Promise<Prepared | string> {
  if (work.kind === "epoch") return "it would take minutes";
  if (inputShape(work.model).length > 1) {
    return "its wasm backend has no gradients of convolutions, its cpu backend takes seconds";
  }
  await setBackend(way);
  return work.kind === "step"
    ? await prepareStep(work)
    : await prepareForward(work);
}

/** The model as tfjs-layers has it. */
async function layersModel(model: Model): Promise<Trainable> {
  const weights = initialize(model, RandomStream.from(1));
  return await toLayersModel(model, weights) as unknown as Trainable;
}

function randomRows(count: number, model: Model): ReturnType<typeof tensor2d> {
  const size = inputShape(model)[0]!;
  const data = new Float32Array(count * size);
  return tensor2d(RandomStream.from(2).fillNormal(data), [count, size]);
}

async function prepareStep({ model, batch }: StepWork): Promise<Prepared> {
  const network = await layersModel(model.softmax());
  network.compile({
    optimizer: train.adam(LEARNING_RATE),
    loss: "categoricalCrossentropy",
  });
  const classes = model.shape[0]!;
  const y = Float32Array.from(
    { length: batch * classes },
    (_, i) => Math.floor(i / classes) % classes === i % classes ? 1 : 0,
  );
  const [xs, ys] = [randomRows(batch, model), tensor2d(y, [batch, classes])];
  return {
    burst: (seconds) => timeCalls(() => network.trainOnBatch(xs, ys), seconds),
    [Symbol.dispose]: () => void network.dispose(),
  };
}

async function prepareForward(
  { model, batch }: ForwardWork,
): Promise<Prepared> {
  const network = await layersModel(model);
  const xs = randomRows(batch, model);
  const call = () =>
    tidy(() => {
      const answer = network.predict(xs);
      if (!Array.isArray(answer)) answer.dataSync();
    });
  return {
    burst: (seconds) => timeCalls(call, seconds),
    [Symbol.dispose]: () => void network.dispose(),
  };
}

/** Only this script needs it: as a variable it is fetched when this runs, not with all the others. */
const WASM_BACKEND: string = "npm:@tensorflow/tfjs-backend-wasm@4.22.0";

// Without this it prints advice on installing another backend.
env().set("PROD", true);
await import(WASM_BACKEND);
await serveBursts<Work>(
  { name: "tfjs", version: "4.22.0", ways: ["wasm", "cpu"] },
  prepare,
);
