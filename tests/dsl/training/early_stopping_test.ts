import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { input } from "../../../dsl/input.ts";
import {
  earlyStopping,
  StoppingWatch,
  type Verdict,
} from "../../../dsl/training/early_stopping.ts";
import { fit } from "../../../dsl/training/fit.ts";
import type { FitOptions } from "../../../dsl/training/fit_options.ts";
import { meanSquaredError } from "../../../dsl/training/losses/mean_squared_error.ts";
import { sgd } from "../../../dsl/training/optimizers/sgd.ts";

/** What a watch says of some values, until it says stop. */
function verdicts(
  values: readonly number[],
  options: Parameters<typeof earlyStopping>[0],
  monitor = "loss",
): Verdict[] {
  const watch = new StoppingWatch(earlyStopping(options), monitor);
  const said: Verdict[] = [];
  for (const value of values) {
    said.push(watch.see(value));
    if (said.at(-1) === "stop") break;
  }
  return said;
}

Deno.test("it waits for a better value, as often as it has patience", () => {
  assertEquals(verdicts([5, 4, 4, 3, 3, 3.5, 2], { patience: 2 }), [
    "best",
    "best",
    "wait",
    "best",
    "wait",
    "stop",
  ]);
  assertEquals(verdicts([5, 6], { patience: 0 }), ["best", "stop"]);
  assertEquals(
    verdicts([0.5, 0.6, 0.6], { patience: 1 }, "validation/accuracy"),
    ["best", "best", "stop"],
  );
  assertEquals(verdicts([5, 4.5, 3.9], { minDelta: 1 }), [
    "best",
    "wait",
    "best",
  ]);
  assertEquals(verdicts([NaN, 5, NaN], { patience: 9 }), [
    "wait",
    "best",
    "wait",
  ]);
});

Deno.test("best is what is smaller than all before, stop what stands patience places after it", () => {
  const values = fc.array(fc.integer({ min: 0, max: 20 }), {
    minLength: 1,
    maxLength: 30,
  });
  const reached = new Set<Verdict>();
  fc.assert(
    fc.property(
      values,
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom("min" as const, "max" as const),
      (values, patience, mode) => {
        const signed = mode === "min" ? values : values.map((value) => -value);
        const best = (n: number) =>
          n === 0 || signed[n]! < Math.min(...signed.slice(0, n));
        const wish = signed.map((_, n): Verdict => {
          if (best(n)) return "best";
          const since = signed.slice(0, n).findLastIndex((_, i) => best(i));
          return n - since >= patience ? "stop" : "wait";
        });
        const end = wish.indexOf("stop");
        const said = verdicts(values, { patience, mode });
        for (const verdict of said) reached.add(verdict);
        assertEquals(said, end < 0 ? wish : wish.slice(0, end + 1));
      },
    ),
  );
  assertEquals(reached.size, 3);
});

/**
 * One weight w, drawn from 0 towards 8 by half the distance each epoch: 4, 6, 7, 7.5, 7.75, …
 * Judged by its distance to `wanted`.
 */
function approach(wanted: number, options: Partial<FitOptions>) {
  return fit(input([1]).dense(1, { useBias: false }), { x: [[1]], y: [8] }, {
    loss: meanSquaredError(),
    optimizer: sgd({ learningRate: 0.25 }),
    weights: { "dense_1/kernel": Float32Array.of(0) },
    validationData: { x: [[1]], y: [wanted] },
    backend: "wasm",
    ...options,
  });
}

Deno.test("the best epoch's weights are taken when waiting ends the training", async () => {
  using network = await approach(6.25, {
    epochs: 100,
    earlyStopping: earlyStopping({ patience: 3 }),
  });
  const { history } = network;
  assertEquals(history.metrics["validation/loss"], [
    2.25 ** 2,
    0.25 ** 2,
    0.75 ** 2,
    1.25 ** 2,
    1.5 ** 2,
  ]);
  assertEquals([
    history.ended,
    history.restoredEpoch,
    network.weights()["dense_1/kernel"]![0],
  ], ["earlyStopping", 2, 6]);
});

Deno.test("and when the epochs end it, before patience does", async () => {
  using network = await approach(6.25, {
    epochs: 4,
    earlyStopping: earlyStopping({ patience: 10 }),
  });
  assertEquals([
    network.history.ended,
    network.history.restoredEpoch,
    network.weights()["dense_1/kernel"]![0],
  ], ["epochs", 2, 6]);
});

Deno.test("and when a signal ends it", async () => {
  const stop = new AbortController();
  using network = await approach(6.25, {
    epochs: 100,
    earlyStopping: earlyStopping({ patience: 10 }),
    signal: stop.signal,
    onProgress: ({ kind, step }) =>
      kind === "epoch" && step === 5 && stop.abort(),
  });
  const { history } = network;
  assertEquals([
    history.ended,
    history.restoredEpoch,
    network.weights()["dense_1/kernel"]![0],
  ], ["signal", 2, 6]);
  assertEquals(history.metrics.loss!.length, 5);
});

Deno.test("the last epoch's weights stay where nobody wants the best", async () => {
  using network = await approach(6.25, {
    epochs: 4,
    earlyStopping: earlyStopping({ patience: 10, restoreBest: false }),
  });
  assertEquals([
    network.history.restoredEpoch,
    network.weights()["dense_1/kernel"]![0],
  ], [undefined, 7.5]);
});

Deno.test("a signal keeps what was learned", async () => {
  const stop = new AbortController();
  using network = await approach(8, {
    epochs: 100,
    signal: stop.signal,
    onProgress: ({ kind, step }) =>
      kind === "step" && step === 3 && stop.abort(),
  });
  assertEquals(
    [network.history.ended, network.weights()["dense_1/kernel"]![0]],
    ["signal", 7],
  );
  using none = await approach(8, { signal: AbortSignal.abort() });
  assertEquals([none.history, none.weights()["dense_1/kernel"]![0]], [{
    metrics: {},
    ended: "signal",
  }, 0]);
});

Deno.test("a signal from a timer is heard during a long training", async () => {
  const stop = new AbortController();
  using network = await approach(8, {
    epochs: 1_000_000,
    signal: stop.signal,
    onProgress: ({ kind, step }) =>
      kind === "epoch" && step === 1 && setTimeout(() => stop.abort(), 20),
  });
  assertEquals(network.history.ended, "signal");
});

Deno.test("nonsense is refused", () => {
  assertThrows(() => earlyStopping({ patience: -1 }), RangeError, "'patience'");
  assertThrows(() => earlyStopping({ minDelta: -1 }), RangeError, "'minDelta'");
  assertThrows(
    () => earlyStopping({ mode: "up" as "min" }),
    RangeError,
    "'mode'",
  );
});
