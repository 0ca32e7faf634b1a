import { requirePositiveInteger } from "../../core/errors.ts";
import { type Shape, sizeOf } from "../graph/node.ts";
import type { LayerKind, LayerOf } from "../layer.ts";
import type { ActivationName } from "../layers/activation.ts";
import type { AnyModel } from "../model.ts";
import type { Place } from "../place.ts";
import { placesOf } from "../places_of.ts";

/** Options for {@linkcode countFlops}. */
export interface CountFlopsOptions {
  /** How many samples there are. @default {1} */
  readonly batch?: number;
  /** Whether gradients are computed too, which takes about twice as much again. @default {false} */
  readonly training?: boolean;
}

type FlopRule<K extends LayerKind> = (
  layer: LayerOf<K>,
  output: Shape,
  ...inputs: readonly [Shape, ...Shape[]]
) => number;

const none = () => 0;

const FLOP_RULES: { readonly [K in LayerKind]: FlopRule<K> } = {
  input: none,
  dense: ({ useBias }, output, input) =>
    sizeOf(output) * (2 * input.at(-1)! + Number(useBias)),
  activation: ({ fn }, output) => ACTIVATION_FLOPS[fn] * sizeOf(output),
  flatten: none,
  reshape: none,
  dropout: none,
  // y = (x − μ) · scale + β
  batchNorm: (_layer, output) => 3 * sizeOf(output),
  conv2d: ({ kernelSize, useBias }, output, input) =>
    sizeOf(output) * (2 * sizeOf(kernelSize) * input[2]! + Number(useBias)),
  maxPool: ({ size }, output) => sizeOf(size) * sizeOf(output),
  averagePool: ({ size }, output) => sizeOf(size) * sizeOf(output),
  globalAveragePool: (_layer, _output, input) => sizeOf(input),
  concat: none,
  add: (_layer, output, _first, ...others) => others.length * sizeOf(output),
};

/** Operations for each value, about. */
const ACTIVATION_FLOPS: { readonly [F in ActivationName]: number } = {
  linear: 0,
  relu: 1,
  leakyRelu: 2,
  elu: 10,
  selu: 11,
  gelu: 11,
  swish: 11,
  tanh: 10,
  sigmoid: 10,
  softplus: 20,
  softmax: 14,
};

/**
 * Counts the arithmetic operations that it takes to run a model.
 *
 * A product and its sum are two operations; a function such as eˣ counts as 10.
 *
 * @param model The model.
 * @param options How many samples, and whether it learns from them.
 * @returns About how many operations.
 * @throws {RangeError} If `batch` is not a positive integer.
 *
 * @example Four products, four sums with a bias, for each of two units
 * ```ts
 * import { countFlops, input } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const model = input([4]).dense(2);
 * assertEquals(countFlops(model), 2 * (4 + 4 + 1));
 * assertEquals(countFlops(model, { batch: 32, training: true }), 3 * 32 * 18);
 * ```
 */
export function countFlops(
  model: AnyModel,
  options: CountFlopsOptions = {},
): number {
  const { batch = 1, training = false } = options;
  requirePositiveInteger(batch, "count the operations of a model", "batch");
  const places = [...placesOf(model).keys()];
  const forward = places.reduce((sum, place) => sum + flopsAt(place), 0);
  // A product A · B has two gradients, which are products of the same size.
  return (training ? 3 : 1) * batch * forward;
}

function flopsAt({ layer, inputs, shape }: Place): number {
  // The rule found by the layer's own tag takes that layer.
  const rule = FLOP_RULES[layer.kind] as FlopRule<LayerKind>;
  const [first = [], ...others] = inputs.map((input) => input.shape);
  return rule(layer, shape, first, ...others);
}
