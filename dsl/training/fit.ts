import type { Backend } from "../backends/backend.ts";
import { openFor } from "../backends/open_for.ts";
import type { AnyModel } from "../model.ts";
import { countFlops } from "../passes/count_flops.ts";
import type { ParameterValues } from "../passes/initialize.ts";
import { LiveNetwork } from "./_live_network.ts";
import { DivergenceError } from "./divergence_error.ts";
import { StoppingWatch } from "./early_stopping.ts";
import type { FitOptions } from "./fit_options.ts";
import { type FitPlan, planFit, VALIDATION } from "./_fit_plan.ts";
import type { FittedNetwork } from "./fitted_network.ts";
import type { History } from "./history.ts";
import type { LabeledData } from "./labeled_data.ts";
import { type Measured, Trainer } from "./_trainer.ts";

/**
 * Trains a model on examples.
 *
 * Data and options are checked before any work starts. All randomness comes from
 * `seed`: with one backend on one machine, the same call gives the same bits.
 *
 * @param model The model; it stays as it is.
 * @param data Samples, and what the model should answer.
 * @param options The loss, and how to learn.
 * @returns The model with the weights it learned; `using` frees them.
 * @throws {RangeError} If data or options make no sense.
 * @throws {DivergenceError} If the loss is no longer finite; it carries the last good weights.
 *
 * @example Learn y = 2x + 1
 * ```ts
 * import { fit, input, meanSquaredError, sgd } from "@silica/silica";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const x = [[0], [1], [2], [3]];
 * const y = [1, 3, 5, 7];
 * using network = await fit(input([1]).dense(1), { x, y }, {
 *   loss: meanSquaredError(),
 *   optimizer: sgd({ learningRate: 0.1 }),
 *   epochs: 300,
 * });
 * const { data } = await network.predict([[10]]);
 * assertAlmostEquals(data[0]!, 21, 1e-3);
 * ```
 */
export async function fit<M extends AnyModel>(
  model: M,
  data: LabeledData,
  options: FitOptions,
): Promise<FittedNetwork<M>> {
  const plan = planFit(model, data, options);
  using opened = new DisposableStack();
  // Most runs are training steps.
  const { batchSize: batch } = plan;
  const flops = countFlops(model, { batch, training: true });
  const backend = await openFor(options, flops, opened);
  const { weights, history } = await train(plan, backend, options);
  const parts = { model, heads: plan.heads, weights, history };
  return new LiveNetwork(parts, backend, opened.move());
}

interface Trained {
  readonly weights: ParameterValues;
  readonly history: History;
}

/** Epochs, until there are enough of them. */
async function train(
  plan: FitPlan,
  backend: Backend,
  options: FitOptions,
): Promise<Trained> {
  const { epochs, monitor } = plan;
  const { earlyStopping, onProgress } = options;
  using trainer = new Trainer(plan, backend);
  const watch = earlyStopping && new StoppingWatch(earlyStopping, monitor);
  const metrics: Record<string, number[]> = {};
  let kept = plan.weights;
  let best: number | undefined;
  let ended: History["ended"] = "epochs";
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const learned = await trainEpoch(trainer, plan, {
      ...options,
      epoch,
      kept,
    });
    if (!learned) {
      if (best === undefined) kept = await goodWeights(trainer, epoch, kept);
      ended = "signal";
      break;
    }
    const weights = await goodWeights(trainer, epoch, kept);
    const measured = { ...learned, ...await validate(trainer) };
    for (const [name, value] of Object.entries(measured)) {
      (metrics[name] ??= []).push(value);
    }
    onProgress?.({
      kind: "epoch",
      step: epoch,
      total: epochs,
      metrics: measured,
    });
    const verdict = watch?.see(measured[monitor]!);
    if (verdict === "best" && earlyStopping?.restoreBest) best = epoch;
    if (best === undefined || best === epoch) kept = weights;
    if (verdict === "stop") {
      ended = "earlyStopping";
      break;
    }
  }
  const restored = best === undefined ? {} : { restoredEpoch: best };
  return {
    weights: kept,
    history: Object.freeze({
      metrics: Object.freeze(metrics),
      ended,
      ...restored,
    }),
  };
}

/** The epoch under way, and the weights to fall back to. */
interface Epoch extends Pick<FitOptions, "signal" | "onProgress"> {
  readonly epoch: number;
  readonly kept: ParameterValues;
}

/** Sees every example once; answers what was measured, or nothing if a signal ended it. */
async function trainEpoch(
  trainer: Trainer,
  plan: FitPlan,
  { epoch, kept, signal, onProgress }: Epoch,
): Promise<Measured | undefined> {
  const { epochs, batchSize, training: { count } } = plan;
  const total = epochs * Math.ceil(count / batchSize);
  const order = plan.order(epoch);
  const sums: Record<string, number> = {};
  for (let begin = 0; begin < count; begin += batchSize) {
    if (trainer.done % PAUSE === 0) await othersGo();
    if (signal?.aborted) return undefined;
    const indices = order.subarray(begin, begin + batchSize);
    const measured = await trainer.step(indices);
    const loss = measured.loss! / indices.length;
    if (!Number.isFinite(loss)) {
      const what = { what: "loss", value: loss } as const;
      const { done: step } = trainer;
      throw new DivergenceError({ epoch, step, ...what, weights: kept });
    }
    for (const [name, value] of Object.entries(measured)) {
      sums[name] = (sums[name] ?? 0) + value;
    }
    onProgress?.({
      kind: "step",
      step: trainer.done,
      total,
      metrics: { loss },
    });
  }
  const means = Object.entries(sums).map(([name, sum]) => [name, sum / count]);
  return Object.fromEntries(means);
}

/** Updates between two moments at which timers and signals get their turn. */
const PAUSE = 64;

function othersGo(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

async function validate(trainer: Trainer): Promise<Measured> {
  const entries = Object.entries(await trainer.validate());
  return Object.fromEntries(
    entries.map(([name, value]) => [VALIDATION + name, value]),
  );
}

/** The weights now, unless the last updates of an epoch have spoilt them. */
async function goodWeights(
  trainer: Trainer,
  epoch: number,
  kept: ParameterValues,
): Promise<ParameterValues> {
  const weights = await trainer.weights();
  for (const values of Object.values(weights)) {
    const value = values.find((x) => !Number.isFinite(x));
    if (value === undefined) continue;
    const what = { what: "weights", value } as const;
    const { done: step } = trainer;
    throw new DivergenceError({ epoch, step, ...what, weights: kept });
  }
  return weights;
}
