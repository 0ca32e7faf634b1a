import {
  cannot,
  formatShape,
  formatValue,
  requirePositiveInteger,
} from "../core/errors.ts";
import { type ModelJson, modelJson } from "./formats/model_json.ts";
import { claimedTitle, readLayer } from "./formats/read_layer.ts";
import type { Shape } from "./graph/node.ts";
import { grow } from "./grow.ts";
import { INSPECT } from "./inspect.ts";
import type { Layer } from "./layer.ts";
import {
  activation,
  type ActivationName,
  type ActivationOptions,
  type EluOptions,
  type GeluOptions,
  type LeakyReluOptions,
} from "./layers/activation.ts";
import { addLayer } from "./layers/add.ts";
import { averagePool } from "./layers/average_pool.ts";
import { batchNorm, type BatchNormOptions } from "./layers/batch_norm.ts";
import { concatLayer } from "./layers/concat.ts";
import { conv2d, type Conv2dOptions } from "./layers/conv2d.ts";
import { dense, type DenseOptions } from "./layers/dense.ts";
import { dropout } from "./layers/dropout.ts";
import { flatten } from "./layers/flatten.ts";
import { globalAveragePool } from "./layers/global_average_pool.ts";
import { maxPool, type PoolLayerOptions } from "./layers/max_pool.ts";
import { reshape } from "./layers/reshape.ts";
import type {
  ActivatedOptions,
  Branches,
  ChannelsOf,
  ConcatLayerOptions,
  ImageOf,
  ImageShape,
  LayerOptions,
  Model,
  RankOf,
  Reshaped,
  ResidualOptions,
  WithLast,
} from "./model.ts";
import { summary } from "./passes/summary.ts";
import type { Place } from "./place.ts";

type Size = number | readonly [number, number];

/** A place, with the methods that put layers behind it. */
class FluentModel<S extends Shape> implements Model<S> {
  readonly kind = "model";
  readonly shape: S;
  readonly outputs: { readonly output: Place };

  constructor(place: Place) {
    // The static types follow the shape rules; what those leave open is `number`.
    this.shape = place.shape as S;
    this.outputs = Object.freeze({ output: place });
    Object.freeze(this);
  }

  dense<const N extends number>(
    units: N,
    options: DenseOptions & ActivatedOptions = {},
  ): Model<WithLast<S, N>> {
    const describe = () => dense(units, options);
    return activated(extend(this, "dense", describe, options), options);
  }

  conv2d<const N extends number>(
    this: Model<ImageOf<S>>,
    filters: N,
    kernelSize: Size,
    options: Conv2dOptions & ActivatedOptions = {},
  ): Model<ImageShape<N>> {
    const describe = () => conv2d(filters, kernelSize, options);
    return activated(extend(this, "conv2d", describe, options), options);
  }

  maxPool(
    this: Model<ImageOf<S>>,
    size: Size,
    options: PoolLayerOptions & LayerOptions = {},
  ): Model<ImageShape<ChannelsOf<S>>> {
    return extend(this, "maxPool", () => maxPool(size, options), options);
  }

  averagePool(
    this: Model<ImageOf<S>>,
    size: Size,
    options: PoolLayerOptions & LayerOptions = {},
  ): Model<ImageShape<ChannelsOf<S>>> {
    const describe = () => averagePool(size, options);
    return extend(this, "averagePool", describe, options);
  }

  globalAveragePool(
    this: Model<ImageOf<S>>,
    options: LayerOptions = {},
  ): Model<readonly [ChannelsOf<S>]> {
    return extend(this, "globalAveragePool", globalAveragePool, options);
  }

  flatten(options: LayerOptions = {}): Model<readonly [number]> {
    return extend(this, "flatten", flatten, options);
  }

  reshape<const T extends Shape>(
    shape: T,
    options: LayerOptions = {},
  ): Model<Reshaped<T>> {
    return extend(this, "reshape", () => reshape(shape), options);
  }

  dropout(rate: number, options: LayerOptions = {}): Model<S> {
    return extend(this, "dropout", () => dropout(rate), options);
  }

  batchNorm(options: BatchNormOptions & LayerOptions = {}): Model<S> {
    return extend(this, "batchNorm", () => batchNorm(options), options);
  }

  activation(fn: ActivationName, options: LayerOptions = {}): Model<S> {
    return activate(this, fn, options);
  }

  relu(options: LayerOptions = {}): Model<S> {
    return activate(this, "relu", options);
  }

  leakyRelu(options: LeakyReluOptions & LayerOptions = {}): Model<S> {
    return activate(this, "leakyRelu", options);
  }

  elu(options: EluOptions & LayerOptions = {}): Model<S> {
    return activate(this, "elu", options);
  }

  selu(options: LayerOptions = {}): Model<S> {
    return activate(this, "selu", options);
  }

  gelu(options: GeluOptions & LayerOptions = {}): Model<S> {
    return activate(this, "gelu", options);
  }

  swish(options: LayerOptions = {}): Model<S> {
    return activate(this, "swish", options);
  }

  tanh(options: LayerOptions = {}): Model<S> {
    return activate(this, "tanh", options);
  }

  sigmoid(options: LayerOptions = {}): Model<S> {
    return activate(this, "sigmoid", options);
  }

  softplus(options: LayerOptions = {}): Model<S> {
    return activate(this, "softplus", options);
  }

  softmax(options: LayerOptions = {}): Model<S> {
    return activate(this, "softmax", options);
  }

  layer(layer: Layer, options: LayerOptions = {}): Model {
    const title = claimedTitle(layer);
    return extend(this, title, () => readLayer(layer), options);
  }

  branch<const M extends readonly Model[]>(
    ...blocks: { readonly [I in keyof M]: (model: Model<S>) => M[I] }
  ): Branches<M[number]["shape"]> {
    const models = blocks.map((block) => block(this));
    models.forEach((model) => requireModel(model, "branch", "every block"));
    return branchesOf(models);
  }

  residual<T extends Shape>(
    block: (model: Model<S>) => Model<T>,
    options: ResidualOptions<S> = {},
  ): Model<T> {
    const { projection = (model: Model<S>): Model => model } = options;
    const models = [block(this), projection(this)];
    const what = "block and projection";
    models.forEach((model) => requireModel(model, "add a residual", what));
    const describe = () => {
      const [left, right] = models.map(({ shape }) => formatShape(shape));
      if (left === right) return addLayer();
      const wish =
        "a block must keep its input's shape, or 'projection' give its own";
      const fact = `${right} and ${left}`;
      throw new RangeError(
        cannot("add a residual", wish, fact, "pair of shapes"),
      );
    };
    return modelAt(grow(endsOf(models), "add", describe, options));
  }

  repeat<T extends Shape>(
    times: number,
    block: (model: Model<RankOf<S>>, index: number) => Model<T>,
  ): Model<T> {
    requirePositiveInteger(times, "repeat a block", "times");
    let model: Model = modelAt(this.outputs.output);
    for (let i = 0; i < times; i++) {
      // A block keeps the number of axes, so it takes what it answers.
      model = block(model as Model<RankOf<S>>, i);
      requireModel(model, "repeat a block", "the block");
    }
    return model as Model<T>;
  }

  toJSON(): ModelJson {
    return modelJson(this);
  }

  [INSPECT](): string {
    return summary(this);
  }
}

/** The model that ends at a place. */
export function modelAt<S extends Shape>(place: Place): Model<S> {
  return new FluentModel<S>(place);
}

/** Throws unless `value`, which `whose` answered, is a model with one output. */
export function requireModel(
  value: unknown,
  action: string,
  whose: string,
): asserts value is Model {
  if (value instanceof FluentModel) return;
  const wish = `${whose} must be a model with one output`;
  throw new TypeError(cannot(action, wish, formatValue(value)));
}

/** Models side by side. */
export function concatOf<S extends Shape>(
  models: readonly Model[],
  options: ConcatLayerOptions,
): Model<S> {
  const describe = () => concatLayer(options.axis ?? -1);
  return modelAt(grow(endsOf(models), "concat", describe, options));
}

/** Models added up. */
export function addOf<S extends Shape>(
  models: readonly Model[],
  options: LayerOptions,
): Model<S> {
  return modelAt(grow(endsOf(models), "add", addLayer, options));
}

function branchesOf<S extends Shape>(models: readonly Model[]): Branches<S> {
  return Object.freeze({
    concat: (options: ConcatLayerOptions = {}) =>
      concatOf<RankOf<S>>(models, options),
    add: (options: LayerOptions = {}) => addOf<S>(models, options),
  });
}

const endsOf = (models: readonly Model[]) =>
  models.map(({ outputs }) => outputs.output);

function extend<S extends Shape>(
  model: Model,
  title: string,
  describe: () => Layer,
  options: LayerOptions,
): Model<S> {
  return modelAt(grow([model.outputs.output], title, describe, options));
}

function activate<S extends Shape, F extends ActivationName>(
  model: Model<S>,
  fn: F,
  options: ActivationOptions[F] & LayerOptions,
): Model<S> {
  return extend(model, fn, () => activation(fn, options), options);
}

/** The model with the activation that options ask for. */
function activated<S extends Shape>(
  model: Model<S>,
  { activation: fn }: ActivatedOptions,
): Model<S> {
  return fn === undefined ? model : activate(model, fn, {});
}
