import type { Shape } from "./graph/node.ts";
import type { Layer } from "./layer.ts";
import type {
  ActivationName,
  EluOptions,
  GeluOptions,
  LeakyReluOptions,
} from "./layers/activation.ts";
import type { BatchNormOptions } from "./layers/batch_norm.ts";
import type { Conv2dOptions } from "./layers/conv2d.ts";
import type { DenseOptions } from "./layers/dense.ts";
import type { PoolLayerOptions } from "./layers/max_pool.ts";
import type { ModelJson } from "./formats/model_json.ts";
import type { Place } from "./place.ts";

/** Options of every layer. */
export interface LayerOptions {
  /** What the layer is called in summaries, parameters and files. @default its kind and number, `dense_1` */
  readonly name?: string;
}

/** Options of layers that an activation often follows. */
export interface ActivatedOptions extends LayerOptions {
  /** A function that follows as a layer of its own: `dense(8, { activation: "relu" })` is `dense(8).relu()`. */
  readonly activation?: ActivationName;
}

/** Options for {@linkcode Model.residual}. */
export interface ResidualOptions<S extends Shape> extends LayerOptions {
  /** What is done to the input before it is added, where the shapes would differ. @default nothing */
  readonly projection?: (model: Model<S>) => Model;
}

/** Sizes of the axes of an image: height, width, channels. */
export type ImageShape<Channels extends number = number> = readonly [
  number,
  number,
  Channels,
];

/** A shape of which only the number of axes is known. */
export type RankOf<S extends Shape> = number extends S["length"] ? Shape
  : { readonly [I in keyof S]: number };

/** The shape `S` with a last axis of size `N`. */
export type WithLast<S extends Shape, N extends number> = S extends
  readonly [...infer Head extends number[], number] ? readonly [...Head, N]
  : Shape;

/** The size of the last of three axes. */
export type ChannelsOf<S extends Shape> = S extends
  readonly [number, number, infer C extends number] ? C : number;

/** `S` where the number of axes is not known; an image otherwise. */
export type ImageOf<S extends Shape> = number extends S["length"] ? Shape
  : ImageShape;

/** A shape wanted, where −1 stands for whatever is left. */
export type Reshaped<T extends Shape> = {
  readonly [I in keyof T]: T[I] extends -1 ? number : T[I];
};

/**
 * A model with one output: a frozen value that says what is done to a sample, layer by layer.
 *
 * Every method answers a larger model and leaves this one as it is. Shapes are
 * those of one sample, without the batch, and checked at once: a layer that does
 * not fit throws a RangeError that names it by place and kind, `layer 3 (conv2d)`.
 * The type carries the number of axes and the size of the last.
 *
 * @example A classifier of small images
 * ```ts
 * import { input } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const model = input([28, 28, 1]).conv2d(32, 3).relu().maxPool(2).flatten().dense(10);
 * assertEquals(model.shape, [10]);
 * ```
 */
export interface Model<S extends Shape = Shape> {
  /** Tag: one output. */
  readonly kind: "model";
  /** Shape of one sample of the output, without the batch. */
  readonly shape: S;
  /** The last place, as the output called `output`. */
  readonly outputs: { readonly output: Place };
  /** Adds `units` weighted sums over the last axis; see {@linkcode dense}. */
  dense<const N extends number>(
    units: N,
    options?: DenseOptions & ActivatedOptions,
  ): Model<WithLast<S, N>>;
  /** Adds filters that move over an image; see {@linkcode conv2d}. */
  conv2d<const N extends number>(
    this: Model<ImageOf<S>>,
    filters: N,
    kernelSize: number | readonly [number, number],
    options?: Conv2dOptions & ActivatedOptions,
  ): Model<ImageShape<N>>;
  /** Adds the largest value of each window; see {@linkcode maxPool}. */
  maxPool(
    this: Model<ImageOf<S>>,
    size: number | readonly [number, number],
    options?: PoolLayerOptions & LayerOptions,
  ): Model<ImageShape<ChannelsOf<S>>>;
  /** Adds the mean of each window; see {@linkcode averagePool}. */
  averagePool(
    this: Model<ImageOf<S>>,
    size: number | readonly [number, number],
    options?: PoolLayerOptions & LayerOptions,
  ): Model<ImageShape<ChannelsOf<S>>>;
  /** Adds the mean of each channel of an image; see {@linkcode globalAveragePool}. */
  globalAveragePool(
    this: Model<ImageOf<S>>,
    options?: LayerOptions,
  ): Model<readonly [ChannelsOf<S>]>;
  /** Adds a layer that makes one axis of all; see {@linkcode flatten}. */
  flatten(options?: LayerOptions): Model<readonly [number]>;
  /** Adds a layer that orders the same numbers by other axes; see {@linkcode reshape}. */
  reshape<const T extends Shape>(
    shape: T,
    options?: LayerOptions,
  ): Model<Reshaped<T>>;
  /** Adds a layer that forgets values at random while training; see {@linkcode dropout}. */
  dropout(rate: number, options?: LayerOptions): Model<S>;
  /** Adds a layer that gives each channel mean 0 and variance 1; see {@linkcode batchNorm}. */
  batchNorm(options?: BatchNormOptions & LayerOptions): Model<S>;
  /** Adds an activation by name, as its defaults are; see {@linkcode activation}. */
  activation(fn: ActivationName, options?: LayerOptions): Model<S>;
  /** Adds max(0, x). */
  relu(options?: LayerOptions): Model<S>;
  /** Adds x where x > 0, else slope · x. */
  leakyRelu(options?: LeakyReluOptions & LayerOptions): Model<S>;
  /** Adds x where x > 0, else alpha · (eˣ − 1). */
  elu(options?: EluOptions & LayerOptions): Model<S>;
  /** Adds the self-normalising ELU. */
  selu(options?: LayerOptions): Model<S>;
  /** Adds x · Φ(x). */
  gelu(options?: GeluOptions & LayerOptions): Model<S>;
  /** Adds x · sigmoid(x). */
  swish(options?: LayerOptions): Model<S>;
  /** Adds the hyperbolic tangent. */
  tanh(options?: LayerOptions): Model<S>;
  /** Adds 1 / (1 + e⁻ˣ). */
  sigmoid(options?: LayerOptions): Model<S>;
  /** Adds log(1 + eˣ). */
  softplus(options?: LayerOptions): Model<S>;
  /** Adds eˣ divided by its sum over the last axis. */
  softmax(options?: LayerOptions): Model<S>;
  /** Adds a layer that was described before, or read from data; it is checked again. */
  layer(layer: Layer, options?: LayerOptions): Model;
  /**
   * Grows several branches from here, to be joined: `.branch(f, g).concat()`.
   *
   * @throws {TypeError} If a block answers no model.
   */
  branch<const M extends readonly Model[]>(
    ...blocks: { readonly [I in keyof M]: (model: Model<S>) => M[I] }
  ): Branches<M[number]["shape"]>;
  /**
   * Adds a block, and this model's output to the block's: x + f(x). He et al. (2015).
   *
   * @throws {RangeError} If the two shapes differ; `projection` can make them alike.
   */
  residual<T extends Shape>(
    block: (model: Model<S>) => Model<T>,
    options?: ResidualOptions<S>,
  ): Model<T>;
  /** Adds a block `times` times; it is told how often before, from 0. */
  repeat<T extends Shape>(
    times: number,
    block: (model: Model<RankOf<S>>, index: number) => Model<T>,
  ): Model<T>;
  /** The model as plain JSON: `JSON.stringify(model)` works, and {@linkcode parseModel} reads it. */
  toJSON(): ModelJson;
}

/** Options for {@linkcode Branches.concat} and {@linkcode concat}. */
export interface ConcatLayerOptions extends LayerOptions {
  /** The axis of a sample that grows; a negative one counts from the end. @default {-1} */
  readonly axis?: number;
}

/** Branches that wait to be joined. */
export interface Branches<S extends Shape = Shape> {
  /** Puts the branches side by side along an axis. */
  concat(options?: ConcatLayerOptions): Model<RankOf<S>>;
  /** Adds the branches up, element by element. */
  add(options?: LayerOptions): Model<S>;
}

/** A model with several named outputs, from {@linkcode heads}. */
export interface HeadsModel<Name extends string = string> {
  /** Tag: several outputs. */
  readonly kind: "heads";
  /** The places the outputs stand at, by name. */
  readonly outputs: Readonly<Record<Name, Place>>;
  /** The model as plain JSON; see {@linkcode Model.toJSON}. */
  toJSON(): ModelJson;
}

/** A model with one output or several. */
export type AnyModel = Model | HeadsModel;
