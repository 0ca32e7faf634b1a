import { assert, assertEquals, assertRejects } from "@std/assert";
import { openBackend } from "../../../dsl/backends/open_backend.ts";
import { input } from "../../../dsl/input.ts";
import { DivergenceError } from "../../../dsl/training/divergence_error.ts";
import { fit } from "../../../dsl/training/fit.ts";
import type { FitOptions } from "../../../dsl/training/fit_options.ts";
import { meanSquaredError } from "../../../dsl/training/losses/mean_squared_error.ts";
import { sgd } from "../../../dsl/training/optimizers/sgd.ts";

const NUMBERS: FitOptions = { loss: meanSquaredError(), backend: "wasm" };

Deno.test("steps that are too long end in an error that names the step and has the last good weights", async () => {
  const data = { x: [[1], [2], [3], [4]], y: [1, 2, 3, 4] };
  const options = {
    ...NUMBERS,
    batchSize: 2,
    epochs: 1000,
    optimizer: sgd({ learningRate: 10 }),
  };
  let step = 0;
  using backend = await openBackend("wasm");
  const error = await assertRejects(
    () =>
      fit(input([1]).dense(1), data, {
        ...options,
        backend,
        onProgress: (event) => step = event.kind === "step" ? event.step : step,
      }),
    DivergenceError,
    "Cannot go on training as the loss must be finite: current loss in epoch",
  );
  assertEquals(error.step, step + 1);
  assertEquals(error.epoch, Math.ceil(error.step / 2));
  const values = Object.values(error.weights).flatMap((each) => [...each]);
  assert(values.length === 2 && values.every(Number.isFinite));
  assertEquals(backend.bufferCount(), 0);
});

Deno.test("weights that the last update spoils are noticed", async () => {
  const options = {
    ...NUMBERS,
    epochs: 1,
    optimizer: sgd({ learningRate: 1e38 }),
  };
  const weights = {
    "dense_1/kernel": Float32Array.of(1),
    "dense_1/bias": Float32Array.of(0),
  };
  const error = await assertRejects(
    () =>
      fit(input([1]).dense(1), { x: [[1e3]], y: [0] }, { ...options, weights }),
    DivergenceError,
    "the weights must be finite: current weights in epoch 1, step 1 is",
  );
  assertEquals(error.weights, weights);
});
