import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { openBackend } from "../../../dsl/backends/open_backend.ts";
import { heads } from "../../../dsl/heads.ts";
import { input } from "../../../dsl/input.ts";
import { earlyStopping } from "../../../dsl/training/early_stopping.ts";
import { fit } from "../../../dsl/training/fit.ts";
import type { FitOptions } from "../../../dsl/training/fit_options.ts";
import type { LabeledData } from "../../../dsl/training/labeled_data.ts";
import { loadNetwork } from "../../../dsl/training/load_network.ts";
import { binaryCrossEntropy } from "../../../dsl/training/losses/binary_cross_entropy.ts";
import type { Loss } from "../../../dsl/training/losses/loss.ts";
import { meanSquaredError } from "../../../dsl/training/losses/mean_squared_error.ts";
import { sparseCategoricalCrossEntropy } from "../../../dsl/training/losses/sparse_categorical_cross_entropy.ts";
import type { Optimizer } from "../../../dsl/training/optimizers/optimizer.ts";
import { sgd } from "../../../dsl/training/optimizers/sgd.ts";

const MODEL = input([2]).dense(3);
const X = [[1, 2], [3, 4]];
const CLASSES: FitOptions = {
  loss: sparseCategoricalCrossEntropy(),
  backend: "wasm",
};

type Wrong = readonly [
  what: string,
  data: LabeledData,
  options: Partial<FitOptions>,
  message: string,
];

const WRONG: readonly Wrong[] = [
  [
    "samples of another shape",
    { x: [[1], [2]], y: [0, 1] },
    {},
    "Cannot fit the model as 'x' must have shape [n, 2]: current shape is [2, 1]",
  ],
  [
    "ragged samples",
    { x: [[1, 2], [3]], y: [0, 1] },
    {},
    "every row must have shape [2]",
  ],
  [
    "no samples",
    { x: { shape: [0, 2], data: new Float32Array(0) }, y: [] },
    {},
    "'x' must have rows: current number of rows is 0",
  ],
  [
    "NaN in samples",
    { x: [[1, 2], [3, NaN]], y: [0, 1] },
    {},
    "'x' must hold finite numbers: current value at index 3 is NaN",
  ],
  [
    "an infinite sample",
    { x: [[1, 2], [-Infinity, 4]], y: [0, 1] },
    {},
    "current value at index 2 is -Infinity",
  ],
  [
    "a number that single precision does not hold",
    { x: [[1, 2], [1e300, 4]], y: [0, 1] },
    {},
    "current value at index 2 is Infinity",
  ],
  [
    "fewer labels than samples",
    { x: X, y: [0] },
    {},
    "all data must have the same number of rows: current number is 2 ('x'), 1 ('y')",
  ],
  [
    "a label out of range",
    { x: X, y: [0, 3] },
    {},
    "'y' must hold integers within [0, 3): current value at index 1 is 3",
  ],
  [
    "half a label",
    { x: X, y: [0.5, 1] },
    {},
    "'y' must hold integers within [0, 3): current value at index 0 is 0.5",
  ],
  ["targets of another shape", { x: X, y: [[1, 2], [3, 4]] }, {
    loss: meanSquaredError(),
  }, "'y' must have shape [n, 3]: current shape is [2, 2]"],
  ["a target that is no probability", { x: X, y: [[1, 2, 0], [0, 0, 0]] }, {
    loss: binaryCrossEntropy(),
  }, "'y' must hold numbers within [0, 1]: current value at index 1 is 2"],
  [
    "a negative weight",
    { x: X, y: [0, 1], sampleWeight: [1, -1] },
    {},
    "'sampleWeight' must hold numbers of at least 0: current value at index 1 is -1",
  ],
  [
    "weights of nothing",
    { x: X, y: [0, 1], sampleWeight: [0, 0] },
    {},
    "'sampleWeight' must have a weight above 0",
  ],
  [
    "an unknown input",
    { x: { inputs: X }, y: [0, 1] },
    {},
    'the input must be one of "input": current value is "inputs"',
  ],
  [
    "no input",
    { x: {}, y: [0, 1] },
    {},
    "'x' must have values for input \"input\"",
  ],
  [
    "no data at all",
    { x: "x" as never, y: [0, 1] },
    {},
    "it must be a tensor, nested arrays, or a record of such",
  ],
  [
    "an unknown metric",
    { x: X, y: [0, 1] },
    { metrics: ["acuracy" as "accuracy"] },
    '\'metrics\' must be one of "accuracy", "mae", "mse": current value is "acuracy"',
  ],
  [
    "a metric of another loss",
    { x: X, y: [0, 1] },
    { metrics: ["mae"] },
    'the metric of sparseCategoricalCrossEntropy must be one of "accuracy": current value is "mae"',
  ],
  [
    "an unknown monitor",
    { x: X, y: [0, 1] },
    { earlyStopping: earlyStopping({ monitor: "validation/loss" }) },
    'the monitored value must be one of "loss": current value is "validation/loss"',
  ],
  [
    "a split that leaves nothing to judge by",
    { x: X, y: [0, 1] },
    { validationSplit: 0.2 },
    "'validationSplit' must leave examples on both sides: current number is 2 and 0 of 2",
  ],
  ["a split that leaves nothing to learn from", { x: X, y: [0, 1] }, {
    validationSplit: 0.9,
  }, "current number is 0 and 2 of 2"],
  [
    "a split of everything",
    { x: X, y: [0, 1] },
    { validationSplit: 1 },
    "'validationSplit' must be a finite number within [0, 1)",
  ],
  ["two kinds of validation", { x: X, y: [0, 1] }, {
    validationSplit: 0.5,
    validationData: { x: X, y: [0, 1] },
  }, "either 'validationSplit' or 'validationData' may be given"],
  [
    "validation data of another shape",
    { x: X, y: [0, 1] },
    { validationData: { x: [[1]], y: [0] } },
    "Cannot validate the model as 'x' must have shape [n, 2]: current shape is [1, 1]",
  ],
  [
    "no epochs",
    { x: X, y: [0, 1] },
    { epochs: 0 },
    "'epochs' must be a positive integer",
  ],
  [
    "half a batch",
    { x: X, y: [0, 1] },
    { batchSize: 0.5 },
    "'batchSize' must be a positive integer",
  ],
  [
    "a negative seed",
    { x: X, y: [0, 1] },
    { seed: -1 },
    "'seed' must be an integer of at least 0",
  ],
  ["weights of another model", { x: X, y: [0, 1] }, {
    weights: { "dense_2/kernel": new Float32Array(6) },
  }, "the weight must be one of"],
  ["too few weights", { x: X, y: [0, 1] }, {
    weights: { "dense_1/kernel": new Float32Array(6) },
  }, "'weights' must hold 3 values of \"dense_1/bias\": current number is 0"],
  [
    "no loss",
    { x: X, y: [0, 1] },
    { loss: undefined as unknown as Loss },
    "Cannot fit the model as the loss must be described, such as meanSquaredError(): current value is undefined",
  ],
  [
    "the name of a loss",
    { x: X, y: [0, 1] },
    { loss: "mse" as unknown as Loss },
    'the loss must be described, such as meanSquaredError(): current value is "mse"',
  ],
  [
    "an unknown loss",
    { x: X, y: [0, 1] },
    { loss: { kind: "mse" } as unknown as Loss },
    'the loss of "output" must be described, such as meanSquaredError(): current value is',
  ],
  [
    "the name of an optimizer",
    { x: X, y: [0, 1] },
    { optimizer: "adam" as unknown as Optimizer },
    "'optimizer' must be an optimizer such as adam(): current value is \"adam\"",
  ],
  [
    "an unknown backend",
    { x: X, y: [0, 1] },
    { backend: "gpu" as "wasm" },
    "'backend' must be one of",
  ],
];

for (const [what, data, options, message] of WRONG) {
  Deno.test(`${what}: refused before any work`, async () => {
    const told: unknown[] = [];
    const error = await assertRejects(
      () =>
        fit(MODEL, data, {
          ...CLASSES,
          onProgress: (event) => told.push(event),
          ...options,
        }),
      Error,
      message,
    );
    assert(error instanceof RangeError || error instanceof TypeError);
    assertEquals(told, []);
  });
}

Deno.test("heads must have losses, and no others", async () => {
  const place = input([2]);
  const model = heads({ policy: place.dense(2), value: place.dense(1) });
  const data = { x: X, y: { policy: [0, 1], value: [1, 2] } };
  const both = {
    policy: sparseCategoricalCrossEntropy(),
    value: meanSquaredError(),
  };
  const reject = (
    options: Partial<FitOptions>,
    message: string,
    given: LabeledData = data,
  ) =>
    assertRejects(
      () => fit(model, given, { loss: both, backend: "wasm", ...options }),
      RangeError,
      message,
    );
  await reject(
    { loss: { policy: both.policy } },
    'head "value" must have a loss: current list of heads with one is policy',
  );
  await reject(
    { loss: { ...both, values: both.value } },
    'the head must be one of "policy", "value": current value is "values"',
  );
  await reject({ lossWeights: { police: 1 } }, 'current value is "police"');
  await reject(
    { loss: { policy: both.policy, value: both.policy } },
    'takes an output with two or more classes: current shape of "value" is [1]',
  );
  await reject(
    {},
    "'y' must have values for each head, policy, value: current value is a single one",
    { x: X, y: [0, 1] },
  );
  await reject({}, "'y.policy' must hold integers within [0, 2)", {
    x: X,
    y: { policy: [0, 2], value: [1, 2] },
  });
});

Deno.test("a closed network predicts no more, and a backend that was lent goes on", async () => {
  using opened = await openBackend("wasm");
  let closed = 0;
  const backend = { ...opened, [Symbol.dispose]: () => void closed++ };
  const network = await fit(MODEL, { x: X, y: [0, 1] }, {
    ...CLASSES,
    backend,
  });
  network.close();
  network.close();
  assertEquals(closed, 0);
  await assertRejects(
    () => network.predict(X),
    TypeError,
    "the network must be open: current state is closed",
  );
  using other = await fit(MODEL, { x: X, y: [0, 1] }, { ...CLASSES, backend });
  await assertRejects(
    () => other.predict([[1]]),
    RangeError,
    "Cannot predict as 'x' must have shape [n, 2]: current shape is [1, 1]",
  );
  await assertRejects(
    () => other.evaluate({ x: X, y: [0, 9] }),
    RangeError,
    "Cannot evaluate the model as 'y' must hold integers within [0, 3)",
  );
  assertEquals((await other.predict(X)).shape, [2, 3]);
});

Deno.test("a backend that was lent takes no options for opening one", async () => {
  using backend = await openBackend("wasm");
  const options = { ...CLASSES, backend, deterministic: true };
  const refused =
    "as 'deterministic' is for a backend that is yet to be opened: current backend is open";
  await assertRejects(
    () => fit(MODEL, { x: X, y: [0, 1] }, options),
    TypeError,
    `Cannot fit the model ${refused}`,
  );
  await assertRejects(
    () => loadNetwork(new Uint8Array(0), options),
    TypeError,
    `Cannot load a network ${refused}`,
  );
});

Deno.test("looking ahead takes a momentum", () => {
  assertThrows(
    () => sgd({ nesterov: true }),
    RangeError,
    "current momentum is 0",
  );
});
