import {
  cannot,
  formatValue,
  requireInteger,
  requirePositiveInteger,
  requireWithin,
  unknownName,
} from "../../core/errors.ts";
import { RandomStream } from "../../core/random.ts";
import { requireFinite } from "../../core/tensor.ts";
import { requireCompute } from "../backends/open_for.ts";
import { sizeOf } from "../graph/node.ts";
import type { AnyModel } from "../model.ts";
import { initialize, type ParameterValues } from "../passes/initialize.ts";
import { parametersOf } from "../passes/parameters_of.ts";
import type { Rows } from "./_columns.ts";
import type { FitOptions } from "./fit_options.ts";
import { type Head, headsOf } from "./_heads.ts";
import { readExamples, type Split, splitRows } from "./_examples.ts";
import type { LabeledData } from "./labeled_data.ts";
import { measurementsOf } from "./_measurement.ts";
import { adam } from "./optimizers/adam.ts";
import type { Optimizer } from "./optimizers/optimizer.ts";

/** A training, checked and ready to begin. */
export interface FitPlan {
  /** The model. */
  readonly model: AnyModel;
  /** What is asked of each output. */
  readonly heads: readonly Head[];
  /** How gradients change parameters. */
  readonly optimizer: Optimizer;
  /** What is learned from. */
  readonly training: Rows;
  /** What is judged by, if anything. */
  readonly validation: Rows | undefined;
  /** How often all examples are seen. */
  readonly epochs: number;
  /** Examples of one update. */
  readonly batchSize: number;
  /** The weights before the first update. */
  readonly weights: ParameterValues;
  /** The order of the examples of an epoch, counted from 1. */
  readonly order: (epoch: number) => Int32Array;
  /** Where dropout's randomness comes from. */
  readonly dropoutSeed: number;
  /** What early stopping watches. */
  readonly monitor: string;
}

const ACTION = "fit the model";

/** What stands before the names of what is measured on the validation data. */
export const VALIDATION = "validation/";

/**
 * Checks everything that is known before a training begins.
 *
 * @throws {RangeError} If data or options make no sense together.
 */
export function planFit(
  model: AnyModel,
  data: LabeledData,
  options: FitOptions,
): FitPlan {
  const { epochs = 10, batchSize = 32, seed = 0, shuffle = true } = options;
  requirePositiveInteger(epochs, ACTION, "epochs");
  requirePositiveInteger(batchSize, ACTION, "batchSize");
  requireInteger(seed, ACTION, "seed", { min: 0 });
  requireCompute(ACTION, options);
  const heads = headsOf(ACTION, model, options);
  const random = RandomStream.from(seed);
  const rows = readExamples(ACTION, model, heads, data);
  const { training, validation } = split(model, heads, rows, options, random);
  const { count } = training;
  return {
    model,
    heads,
    optimizer: requireOptimizer(options.optimizer ?? adam()),
    training,
    validation,
    epochs,
    batchSize: Math.min(batchSize, count),
    weights: options.weights
      ? requireWeights(ACTION, model, options.weights)
      : initialize(model, random.split("weights")),
    order: (epoch) =>
      shuffle
        ? random.split("order").split(epoch).permutation(count)
        : Int32Array.from({ length: count }, (_, i) => i),
    dropoutSeed: random.split("dropout").seed(),
    monitor: monitorOf(heads, validation !== undefined, options),
  };
}

function requireOptimizer(optimizer: Optimizer): Optimizer {
  if (Object(optimizer).kind === "optimizer") return optimizer;
  const wish = "'optimizer' must be an optimizer such as adam()";
  throw new TypeError(cannot(ACTION, wish, formatValue(optimizer)));
}

function split(
  model: AnyModel,
  heads: readonly Head[],
  rows: Rows,
  options: FitOptions,
  random: RandomStream,
): { readonly training: Rows; readonly validation: Rows | undefined } | Split {
  const { validationSplit = 0, validationData, shuffle = true } = options;
  const part = { min: 0, max: 1, maxExclusive: true };
  requireWithin(validationSplit, ACTION, "validationSplit", part);
  if (validationData) {
    if (validationSplit > 0) {
      const wish = "either 'validationSplit' or 'validationData' may be given";
      throw new RangeError(cannot(ACTION, wish, "both", "choice"));
    }
    const validation = readExamples(
      "validate the model",
      model,
      heads,
      validationData,
    );
    return { training: rows, validation };
  }
  if (validationSplit === 0) return { training: rows, validation: undefined };
  const stream = shuffle ? random.split("validation") : undefined;
  return splitRows(ACTION, rows, validationSplit, stream);
}

function monitorOf(
  heads: readonly Head[],
  validated: boolean,
  { earlyStopping }: FitOptions,
): string {
  const own = measurementsOf(heads).map(({ label }) => label);
  const valid = [
    ...own,
    ...(validated ? own.map((label) => VALIDATION + label) : []),
  ];
  const monitor = earlyStopping?.monitor ??
    (validated ? `${VALIDATION}loss` : "loss");
  if (valid.includes(monitor)) return monitor;
  throw unknownName(ACTION, "monitored value", monitor, valid);
}

/**
 * Checks that weights are all those of a model, and answers copies.
 *
 * @throws {RangeError} If one is missing, too much, of another size, or not finite.
 */
export function requireWeights(
  action: string,
  model: AnyModel,
  weights: ParameterValues,
): ParameterValues {
  const parameters = parametersOf(model);
  const names = parameters.map(({ name }) => name);
  const stranger = Object.keys(weights).find((name) => !names.includes(name));
  if (stranger !== undefined) {
    throw unknownName(action, "weight", stranger, names);
  }
  return Object.fromEntries(parameters.map(({ name, shape }) => {
    const values = Object.hasOwn(weights, name) ? weights[name] : undefined;
    if (values?.length !== sizeOf(shape)) {
      const wish = `'weights' must hold ${sizeOf(shape)} values of "${name}"`;
      const fact = values?.length ?? 0;
      throw new RangeError(cannot(action, wish, fact, "number"));
    }
    requireFinite(values, action, `weights.${name}`);
    return [name, values.slice()];
  }));
}
