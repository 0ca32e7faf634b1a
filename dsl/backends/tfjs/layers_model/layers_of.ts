import { cannot, formatValue, unknownName } from "../../../../core/errors.ts";
import { readLayer } from "../../../formats/read_layer.ts";
import type { Shape } from "../../../graph/node.ts";
import type { Layer } from "../../../layer.ts";
import {
  activation,
  type ActivationLayer,
} from "../../../layers/activation.ts";
import { glorotUniform, zeros } from "../../../layers/initializer.ts";
import { initializerOf } from "./keras_initializer.ts";
import type { KerasConfig, KerasLayer } from "./keras_model.ts";

const ACTION = "convert a layer";

/** A layer of ours as plain data that nobody has checked. */
type Unchecked = Readonly<Record<string, unknown>>;

type LayersRule = (
  config: KerasConfig,
  inputs: readonly Shape[],
) => readonly Unchecked[];

/** What each class of tfjs-layers is here: a layer, or one and its activation. */
const LAYERS_RULES: Readonly<Record<string, LayersRule>> = {
  InputLayer: ({ batchInputShape, dtype }) => {
    only("dtype", dtype, ["float32"]);
    const shape = Array.isArray(batchInputShape)
      ? batchInputShape.slice(1)
      : batchInputShape;
    return [{ kind: "input", shape }];
  },
  Dense: (config) => [
    { kind: "dense", units: config.units, ...weighted(config) },
    ...followedBy(config),
  ],
  Activation: ({ activation }) => [activationOf(activation)],
  ReLU: ({ maxValue }) => {
    only("maxValue", maxValue, []);
    return [activation("relu")];
  },
  LeakyReLU: ({ alpha }) => [
    { kind: "activation", fn: "leakyRelu", slope: alpha },
  ],
  ELU: ({ alpha }) => [{ kind: "activation", fn: "elu", alpha }],
  Softmax: ({ axis }, inputs) => {
    onlyLast(axis, inputs);
    return [activation("softmax")];
  },
  Flatten: ({ dataFormat }) => {
    onlyChannelsLast(dataFormat);
    return [{ kind: "flatten" }];
  },
  Reshape: ({ targetShape }) => [{
    kind: "reshape",
    shape: Array.isArray(targetShape)
      ? targetShape.map((axis) => axis ?? -1)
      : targetShape,
  }],
  Dropout: ({ rate, noiseShape }) => {
    only("noiseShape", noiseShape, []);
    return [{ kind: "dropout", rate }];
  },
  BatchNormalization: ({ axis, momentum, epsilon, scale, center }, inputs) => {
    onlyLast(axis, inputs);
    return [{ kind: "batchNorm", momentum, epsilon, scale, center }];
  },
  Conv2D: (config) => {
    onlyChannelsLast(config.dataFormat);
    const { filters, kernelSize, strides, padding, dilationRate } = config;
    return [{
      kind: "conv2d",
      filters,
      kernelSize,
      strides,
      padding,
      dilation: dilationRate,
      ...weighted(config),
    }, ...followedBy(config)];
  },
  MaxPooling2D: (config) => [{ kind: "maxPool", ...pooled(config) }],
  AveragePooling2D: (config) => [{ kind: "averagePool", ...pooled(config) }],
  GlobalAveragePooling2D: ({ dataFormat }) => {
    onlyChannelsLast(dataFormat);
    return [{ kind: "globalAveragePool" }];
  },
  Concatenate: ({ axis }) => {
    // tfjs-layers takes every axis below 0 for the last, and 0 is the batch.
    if (axis === -1) return [{ kind: "concat", axis }];
    if (typeof axis === "number" && axis > 0) {
      return [{ kind: "concat", axis: axis - 1 }];
    }
    const wish = "'axis' must be -1 or above 0";
    throw new RangeError(cannot(ACTION, wish, formatValue(axis)));
  },
  Add: () => [{ kind: "add" }],
};

/** Classes of whole models, which can stand in others. */
const MODEL_CLASSES = ["Model", "Functional", "Sequential"];

/** Activations that are called alike here and there. */
const WORDS = [
  "linear",
  "relu",
  "elu",
  "selu",
  "gelu",
  "swish",
  "tanh",
  "sigmoid",
  "softplus",
  "softmax",
] as const;

/** What the words for activations are here. */
const ACTIVATIONS: ReadonlyMap<string, ActivationLayer> = new Map([
  ...WORDS.map((fn) => [fn, activation(fn)] as const),
  ["gelu_new", activation("gelu", { approximate: true })] as const,
]);

function activationOf(word: unknown): ActivationLayer {
  const layer = ACTIVATIONS.get(String(word));
  if (layer) return layer;
  const words = [...ACTIVATIONS.keys()];
  throw unknownName(ACTION, "activation", String(word), words);
}

/** The activation that a layer with weights has in it. */
function followedBy({ activation }: KerasConfig): readonly ActivationLayer[] {
  return activation === "linear" ? [] : [activationOf(activation)];
}

/** What layers with weights say of them; how they begin stands here only where there is such a beginning. */
function weighted(config: KerasConfig): Unchecked {
  return {
    useBias: config.useBias,
    kernelInitializer: initializerOf(config.kernelInitializer) ??
      glorotUniform(),
    biasInitializer: initializerOf(config.biasInitializer) ?? zeros(),
  };
}

function pooled(config: KerasConfig): Unchecked {
  onlyChannelsLast(config.dataFormat);
  const { poolSize, strides, padding } = config;
  return { size: poolSize, strides, padding };
}

function onlyChannelsLast(dataFormat: unknown): void {
  only("dataFormat", dataFormat, ["channels_last"]);
}

/** Throws unless a setting is left out, or is one of these. */
function only(
  name: string,
  value: unknown,
  allowed: readonly unknown[],
): void {
  if (value === undefined || value === null || allowed.includes(value)) return;
  const wish = allowed.length === 0
    ? `'${name}' must be left out`
    : `'${name}' must be ${formatValue(allowed[0])}`;
  throw new RangeError(cannot(ACTION, wish, formatValue(value)));
}

/** Throws unless an axis, counted with the batch, is the last. */
function onlyLast(axis: unknown, [input = []]: readonly Shape[]): void {
  const number: unknown = Array.isArray(axis) ? axis[0] : axis;
  if (number === -1 || number === input.length) return;
  const wish = "'axis' must be the last, -1";
  throw new RangeError(cannot(ACTION, wish, formatValue(axis)));
}

/**
 * What a layer of tfjs-layers is here: a layer, and the activation it may have in it.
 *
 * What has no effect on predictions is passed over: regularizers, constraints,
 * seeds, whether weights are trainable.
 *
 * @param layer The layer.
 * @param inputs Shapes of one sample of each input, without the batch.
 * @returns One layer or two.
 * @throws {RangeError} If there is no such layer here, or a setting is not allowed.
 */
export function layersOf(
  { className, config }: KerasLayer,
  inputs: readonly Shape[],
): readonly Layer[] {
  if (MODEL_CLASSES.includes(className)) {
    const wish = "its layers must stand in the outer model";
    throw new RangeError(cannot(ACTION, wish, className, "class"));
  }
  if (!Object.hasOwn(LAYERS_RULES, className)) {
    const classes = Object.keys(LAYERS_RULES);
    throw unknownName(ACTION, "class", className, classes);
  }
  return LAYERS_RULES[className]!(config, inputs).map(readLayer);
}
