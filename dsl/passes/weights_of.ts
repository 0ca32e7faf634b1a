import { cannot, formatShape } from "../../core/errors.ts";
import { type Shape, sizeOf } from "../graph/node.ts";
import type { Layer, LayerKind, LayerOf } from "../layer.ts";
import { type Initializer, ones, zeros } from "../layers/initializer.ts";
import { MOST_ELEMENTS } from "./_most_elements.ts";

/** An array of numbers that a layer keeps, described. */
export interface Weight {
  /** Name within its layer: `kernel`, `bias`, `gamma`, … */
  readonly name: string;
  /** Sizes of the axes. */
  readonly shape: Shape;
  /** How it begins. */
  readonly initializer: Initializer;
  /** Whether training follows its gradient. */
  readonly trainable: boolean;
}

type WeightRule<K extends LayerKind> = (
  layer: LayerOf<K>,
  input: Shape,
) => readonly Weight[];

const none = () => [];

const WEIGHT_RULES: { readonly [K in LayerKind]: WeightRule<K> } = {
  input: none,
  dense: (layer, input) => {
    const { units, useBias, kernelInitializer, biasInitializer } = layer;
    const bias = learned("bias", [units], biasInitializer);
    return [
      learned("kernel", [input.at(-1)!, units], kernelInitializer),
      ...(useBias ? [bias] : []),
    ];
  },
  activation: none,
  flatten: none,
  reshape: none,
  dropout: none,
  batchNorm: ({ scale, center }, input) => {
    const shape = [input.at(-1)!];
    return [
      ...(scale ? [learned("gamma", shape, ones())] : []),
      ...(center ? [learned("beta", shape, zeros())] : []),
      followed("movingMean", shape, zeros()),
      followed("movingVariance", shape, ones()),
    ];
  },
  conv2d: (layer, input) => {
    const { filters, useBias, kernelInitializer, biasInitializer } = layer;
    const kernel = [...layer.kernelSize, input.at(-1)!, filters];
    const bias = learned("bias", [filters], biasInitializer);
    return [
      learned("kernel", kernel, kernelInitializer),
      ...(useBias ? [bias] : []),
    ];
  },
  maxPool: none,
  averagePool: none,
  globalAveragePool: none,
  concat: none,
  add: none,
};

const learned = (
  name: string,
  shape: Shape,
  initializer: Initializer,
): Weight => ({ name, shape, initializer, trainable: true });

const followed = (
  name: string,
  shape: Shape,
  initializer: Initializer,
): Weight => ({ name, shape, initializer, trainable: false });

/**
 * Finds the arrays of numbers a layer keeps.
 *
 * @param layer The layer.
 * @param input Shape of one sample of its input, without the batch; `[]` for an input layer.
 * @returns Name, shape and beginning of each.
 * @throws {RangeError} If one would have 2³¹ elements or more.
 */
export function weightsOf(layer: Layer, input: Shape): readonly Weight[] {
  // The rule found by the layer's own tag takes that layer.
  const rule = WEIGHT_RULES[layer.kind] as WeightRule<LayerKind>;
  const weights = rule(layer, input);
  const vast = weights.find(({ shape }) => sizeOf(shape) > MOST_ELEMENTS);
  if (!vast) return weights;
  const wish = `its ${vast.name} may have at most ${MOST_ELEMENTS} elements`;
  const action = `find the weights of ${layer.kind}`;
  throw new RangeError(cannot(action, wish, formatShape(vast.shape), "shape"));
}
