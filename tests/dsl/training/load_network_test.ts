import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import {
  decodeSafetensors,
  encodeSafetensors,
} from "../../../core/safetensors.ts";
import { heads } from "../../../dsl/heads.ts";
import { input } from "../../../dsl/input.ts";
import type { AnyModel } from "../../../dsl/model.ts";
import { earlyStopping } from "../../../dsl/training/early_stopping.ts";
import { fit } from "../../../dsl/training/fit.ts";
import type { FittedNetwork } from "../../../dsl/training/fitted_network.ts";
import { loadNetwork } from "../../../dsl/training/load_network.ts";
import { binaryCrossEntropy } from "../../../dsl/training/losses/binary_cross_entropy.ts";
import { categoricalCrossEntropy } from "../../../dsl/training/losses/categorical_cross_entropy.ts";
import { huber } from "../../../dsl/training/losses/huber.ts";
import type { Loss } from "../../../dsl/training/losses/loss.ts";
import { meanAbsoluteError } from "../../../dsl/training/losses/mean_absolute_error.ts";
import { meanSquaredError } from "../../../dsl/training/losses/mean_squared_error.ts";
import { readLoss } from "../../../dsl/training/losses/read_loss.ts";
import { sparseCategoricalCrossEntropy } from "../../../dsl/training/losses/sparse_categorical_cross_entropy.ts";

const X = [[1, 2], [3, 4], [0, 1]];
const MODEL = input([2]).dense(4).batchNorm().relu().dropout(0.5).dense(3);
const DATA = { x: X, y: [0, 1, 2] };

const trained = () =>
  fit(MODEL, DATA, {
    loss: sparseCategoricalCrossEntropy({ labelSmoothing: 0.125 }),
    metrics: ["accuracy"],
    earlyStopping: earlyStopping(),
    epochs: 3,
    backend: "wasm",
  });

Deno.test("a network that is saved and loaded predicts, judges and remembers the same", async () => {
  using network = await trained();
  using loaded = await loadNetwork(network.save(), { backend: "wasm" });
  assertEquals(await loaded.predict(X), await network.predict(X));
  assertEquals(await loaded.evaluate(DATA), await network.evaluate(DATA));
  assertEquals(loaded.history, network.history);
  assertEquals(loaded.weights(), network.weights());
  assertEquals(loaded.save(), network.save());
});

Deno.test("heads keep their losses", async () => {
  const place = input([2]);
  const model = heads({ policy: place.dense(2), value: place.dense(1) });
  const data = { x: X, y: { policy: [0, 1, 1], value: [1, 2, 3] } };
  using network = await fit(model, data, {
    loss: {
      policy: sparseCategoricalCrossEntropy(),
      value: huber({ delta: 0.5 }),
    },
    lossWeights: { value: 0.25 },
    metrics: { policy: ["accuracy"], value: ["mae"] },
    backend: "wasm",
  });
  const bytes = network.save();
  using loaded: FittedNetwork<typeof model> = await loadNetwork(bytes, {
    model,
    backend: "wasm",
  });
  assertEquals(await loaded.evaluate(data), await network.evaluate(data));
  assertEquals(
    (await loaded.predict(X)).value,
    (await network.predict(X)).value,
  );
  const refuse = (options: { model?: AnyModel }, message: string) =>
    assertRejects(
      () => loadNetwork(bytes, { ...options, backend: "wasm" }),
      RangeError,
      message,
    );
  await refuse(
    {},
    "a model with several heads must be given as 'model': current model is one with the heads policy, value",
  );
  await refuse({ model: MODEL }, "the file must hold the model given");
});

Deno.test("every loss is read back as it was", () => {
  const losses: { readonly [K in Loss["kind"]]: Loss } = {
    meanSquaredError: meanSquaredError(),
    meanAbsoluteError: meanAbsoluteError(),
    huber: huber({ delta: 0.25 }),
    binaryCrossEntropy: binaryCrossEntropy(),
    categoricalCrossEntropy: categoricalCrossEntropy({ labelSmoothing: 0.5 }),
    sparseCategoricalCrossEntropy: sparseCategoricalCrossEntropy(),
  };
  for (const loss of Object.values(losses)) {
    assertEquals(readLoss(JSON.parse(JSON.stringify(loss))), loss);
  }
});

Deno.test("a file that says something else is refused", async () => {
  using network = await trained();
  const { tensors, metadata } = decodeSafetensors(network.save());
  const refuse = (
    change: Partial<Record<string, string>>,
    message: string,
    weights: typeof tensors = tensors,
  ) => {
    const bytes = encodeSafetensors(
      weights,
      { ...metadata, ...change } as Record<string, string>,
    );
    return assertRejects(
      () => loadNetwork(bytes, { backend: "wasm" }),
      Error,
      message,
    );
  };
  await refuse(
    { format: "other" },
    'the file must be a silica-network of version 1: current format is "other" of version "1"',
  );
  await refuse({ version: "2" }, 'of version "2"');
  await refuse({ model: "{}" }, "Cannot read a model");
  await refuse({ heads: '[{"name":"output"}]' }, "it must list its heads");
  await refuse({
    heads: metadata.heads!.replace(
      "sparseCategoricalCrossEntropy",
      "__proto__",
    ),
  }, "Cannot read a loss");
  await refuse(
    { heads: metadata.heads!.replace('"accuracy"', '"charm"') },
    "'metrics' must be one of",
  );
  await refuse({ heads: "[]" }, "head");
  await refuse(
    { history: '{"metrics":{"loss":["a"]},"ended":"epochs"}' },
    "it must tell its history",
  );
  const bias = tensors["dense_1/bias"]!;
  const { "dense_1/bias": _, ...others } = tensors;
  await refuse(
    {},
    '"dense_1/bias" must be F32 [4]: current tensor is none',
    others,
  );
  await refuse(
    {},
    'every tensor must be the model\'s: current name is "extra"',
    { ...tensors, extra: bias },
  );
  const spoilt = {
    ...bias,
    data: Float32Array.of(1, NaN, 3, 4),
  } as typeof bias;
  await refuse({}, '"dense_1/bias" must hold finite numbers', {
    ...tensors,
    "dense_1/bias": spoilt,
  });
});

Deno.test("a damaged file is refused, if what it says has changed at all", async () => {
  using network = await trained();
  const bytes = network.save();
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.nat(bytes.length - 1),
      fc.integer({ min: 1, max: 255 }),
      fc.boolean(),
      async (at, mask, cut) => {
        const damaged = cut
          ? bytes.slice(0, at)
          : bytes.with(at, bytes[at]! ^ mask);
        try {
          using loaded = await loadNetwork(damaged, { backend: "wasm" });
          assert(!cut);
          assertEquals(loaded.save(), bytes);
        } catch (error) {
          assert(
            error instanceof SyntaxError || error instanceof RangeError ||
              error instanceof TypeError,
            String(error),
          );
          assert(error.message.startsWith("Cannot "), error.message);
          refused++;
        }
      },
    ),
    { numRuns: 150 },
  );
  assert(refused > 100, String(refused));
});
