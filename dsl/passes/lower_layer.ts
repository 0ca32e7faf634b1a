import type { Graph } from "../graph/graph.ts";
import { type GraphNode, type NodeOf, sizeOf } from "../graph/node.ts";
import { add, divide, multiply, subtract } from "../graph/operations/binary.ts";
import { greaterEqual } from "../graph/operations/comparison.ts";
import { conv2d } from "../graph/operations/convolution.ts";
import { concat, reshape } from "../graph/operations/layout.ts";
import { matmul } from "../graph/operations/matmul.ts";
import { averagePool, maxPool } from "../graph/operations/pooling.ts";
import { mean } from "../graph/operations/reduction.ts";
import { select } from "../graph/operations/select.ts";
import { assign } from "../graph/operations/state.ts";
import { sqrt, square } from "../graph/operations/unary.ts";
import type { Layer, LayerKind, LayerOf } from "../layer.ts";
import type { BatchNormLayer } from "../layers/batch_norm.ts";
import { lowerActivation } from "./lower_activation.ts";

/** What a layer finds around it in a graph. */
export interface Surroundings {
  /** Where nodes without inputs are added. */
  readonly graph: Graph;
  /** Whether the layer is to do as it does while training. */
  readonly training: boolean;
  /** Seed of the layer's own randomness. */
  readonly seed: number;
  /** The layer's own weights, by name. */
  readonly weights: Readonly<Record<string, NodeOf<"variable">>>;
  /** Takes what has to be done besides in every training step. */
  readonly update: (assignment: NodeOf<"assign">) => void;
}

type LowerRule<K extends LayerKind> = (
  layer: LayerOf<K>,
  around: Surroundings,
  ...inputs: readonly [GraphNode, ...GraphNode[]]
) => GraphNode;

const LOWER_RULES: { readonly [K in LayerKind]: LowerRule<K> } = {
  input: (_layer, _around, fed) => fed,
  dense: ({ units }, { weights }, x) => {
    // One matrix of all rows, whatever axes they stand in.
    const rows = reshape(x, [-1, x.shape.at(-1)!]);
    const sums = withBias(matmul(rows, weights.kernel!), weights.bias);
    return reshape(sums, [...x.shape.slice(0, -1), units]);
  },
  activation: (layer, _around, x) => lowerActivation(layer, x),
  flatten: (_layer, _around, x) =>
    reshape(x, [x.shape[0]!, sizeOf(x.shape.slice(1))]),
  reshape: ({ shape }, _around, x) => reshape(x, [x.shape[0]!, ...shape]),
  dropout: ({ rate }, { graph, training, seed }, x) => {
    if (!training || rate === 0) return x;
    const stays = greaterEqual(graph.randomUniform(x.shape, seed), rate);
    return select(stays, multiply(x, 1 / (1 - rate)), 0);
  },
  batchNorm: (layer, around, x) => {
    const { movingMean, movingVariance } = around.weights;
    return around.training
      ? normalizeBatch(layer, around, x)
      : normalize(layer, around, x, movingMean!, movingVariance!);
  },
  conv2d: ({ strides, padding, dilation }, { weights }, x) => {
    const options = { strides, padding, dilations: dilation };
    return withBias(conv2d(x, weights.kernel!, options), weights.bias);
  },
  maxPool: (layer, _around, x) => maxPool(x, layer),
  averagePool: (layer, _around, x) => averagePool(x, layer),
  globalAveragePool: (_layer, _around, x) => mean(x, { axes: [1, 2] }),
  // A sample's first axis is the batch's second.
  concat: ({ axis }, _around, ...parts) =>
    concat(parts, { axis: axis < 0 ? axis : axis + 1 }),
  add: (_layer, _around, first, ...others) =>
    others.reduce((sum, x) => add(sum, x), first),
};

function withBias(x: GraphNode, bias: GraphNode | undefined): GraphNode {
  return bias ? add(x, bias) : x;
}

function normalizeBatch(
  layer: BatchNormLayer,
  around: Surroundings,
  x: GraphNode,
): GraphNode {
  const { movingMean, movingVariance } = around.weights;
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const batchMean = mean(x, { axes });
  const batchVariance = mean(square(subtract(x, batchMean)), { axes });
  // m ← momentum · m + (1 − momentum) · batch
  const follow = (moving: GraphNode, batch: GraphNode) => {
    const { momentum } = layer;
    const kept = multiply(moving, momentum);
    const value = add(kept, multiply(batch, 1 - momentum));
    around.update(assign(moving, value));
  };
  follow(movingMean!, batchMean);
  follow(movingVariance!, batchVariance);
  return normalize(layer, around, x, batchMean, batchVariance);
}

/** y = γ (x − μ) / √(σ² + ε) + β */
function normalize(
  { epsilon }: BatchNormLayer,
  { weights: { gamma, beta } }: Surroundings,
  x: GraphNode,
  center: GraphNode,
  variance: GraphNode,
): GraphNode {
  const deviation = sqrt(add(variance, epsilon));
  // One number for each channel, so that images are touched only twice.
  const scale = divide(gamma ?? 1, deviation);
  return withBias(multiply(subtract(x, center), scale), beta);
}

/** Adds what a layer does to the graph of its inputs. */
export function lowerLayer(
  layer: Layer,
  around: Surroundings,
  inputs: readonly GraphNode[],
): GraphNode {
  // The rule found by the layer's own tag takes that layer, which has one input at least.
  const rule = LOWER_RULES[layer.kind] as LowerRule<LayerKind>;
  return rule(layer, around, ...inputs as readonly [GraphNode, ...GraphNode[]]);
}
