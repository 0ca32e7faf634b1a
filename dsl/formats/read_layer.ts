import type { Layer, LayerKind, LayerOf } from "../layer.ts";
import {
  activation,
  ACTIVATION_NAMES,
  type ActivationName,
  type ActivationOf,
} from "../layers/activation.ts";
import { addLayer } from "../layers/add.ts";
import { averagePool } from "../layers/average_pool.ts";
import { batchNorm } from "../layers/batch_norm.ts";
import { concatLayer } from "../layers/concat.ts";
import { conv2d } from "../layers/conv2d.ts";
import { dense } from "../layers/dense.ts";
import { dropout } from "../layers/dropout.ts";
import { flatten } from "../layers/flatten.ts";
import { globalAveragePool } from "../layers/global_average_pool.ts";
import { inputLayer } from "../layers/input.ts";
import { maxPool } from "../layers/max_pool.ts";
import { reshape } from "../layers/reshape.ts";
import {
  type Fields,
  flag,
  list,
  number,
  pair,
  readFields,
  readTag,
  text,
} from "./_fields.ts";
import { initializer } from "./read_initializer.ts";

const window = { size: pair, strides: pair, padding: text };
const weights = {
  useBias: flag,
  kernelInitializer: initializer,
  biasInitializer: initializer,
};

type PlainKind = Exclude<LayerKind, "activation">;

/** What each kind of layer carries besides its tag. */
const FIELDS: { readonly [K in PlainKind]: Fields<LayerOf<K>, "kind"> } = {
  input: { shape: list },
  dense: { units: number, ...weights },
  flatten: {},
  reshape: { shape: list },
  dropout: { rate: number },
  batchNorm: { momentum: number, epsilon: number, scale: flag, center: flag },
  conv2d: {
    filters: number,
    kernelSize: pair,
    strides: pair,
    padding: text,
    dilation: pair,
    ...weights,
  },
  maxPool: window,
  averagePool: window,
  globalAveragePool: {},
  concat: { axis: number },
  add: {},
};

/** What each activation carries besides its tags. */
const ACTIVATION_FIELDS: {
  readonly [F in ActivationName]: Fields<ActivationOf<F>, "kind" | "fn">;
} = {
  linear: {},
  relu: {},
  leakyRelu: { slope: number },
  elu: { alpha: number },
  selu: {},
  gelu: { approximate: flag },
  swish: {},
  tanh: {},
  sigmoid: {},
  softplus: {},
  softmax: {},
};

/** Each layer again, described anew and so checked. */
const DESCRIBE: {
  readonly [K in LayerKind]: (layer: LayerOf<K>) => LayerOf<K>;
} = {
  input: ({ shape }) => inputLayer(shape),
  dense: (layer) => dense(layer.units, layer),
  activation: (layer) => activation(layer.fn, layer),
  flatten,
  reshape: ({ shape }) => reshape(shape),
  dropout: ({ rate }) => dropout(rate),
  batchNorm,
  conv2d: (layer) => conv2d(layer.filters, layer.kernelSize, layer),
  maxPool: (layer) => maxPool(layer.size, layer),
  averagePool: (layer) => averagePool(layer.size, layer),
  globalAveragePool,
  concat: ({ axis }) => concatLayer(axis),
  add: addLayer,
};

/** Every kind of layer. */
const KINDS = Object.keys(DESCRIBE) as LayerKind[];

/**
 * Reads a layer from plain data that nobody has checked.
 *
 * @throws {TypeError} If something is missing, is too much, or has another type.
 * @throws {RangeError} If a value is not allowed.
 */
export function readLayer(json: unknown): Layer {
  const kind = readTag(json, "kind", "describe a layer", KINDS);
  const action = `describe a ${kind} layer`;
  const values = readFields(json, fieldsOf(kind, json, action), action);
  // Fields were read by the table of this very kind.
  const describe = DESCRIBE[kind] as (layer: Layer) => Layer;
  return describe(values as unknown as Layer);
}

/** What unchecked data would be called as a layer: its kind, or the function of an activation. */
export function claimedTitle(json: unknown): string {
  const { kind, fn } = Object(json);
  const titles: readonly unknown[] = kind === "activation"
    ? ACTIVATION_NAMES
    : KINDS;
  const title = kind === "activation" ? fn : kind;
  return titles.includes(title) ? title : "unknown kind";
}

function fieldsOf(
  kind: LayerKind,
  json: unknown,
  action: string,
): Fields<Record<string, unknown>> {
  if (kind !== "activation") return { kind: text, ...FIELDS[kind] };
  const fn = readTag(json, "fn", action, ACTIVATION_NAMES);
  return { kind: text, fn: text, ...ACTIVATION_FIELDS[fn] };
}
