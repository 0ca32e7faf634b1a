import {
  type GraphNode,
  type NodeOf,
  type OperationKind,
  sizeOf,
} from "../../graph/node.ts";
import { elementwise, ELEMENTWISE_LOWERINGS } from "./elementwise.ts";
import { IMAGE_LOWERINGS } from "./images.ts";
import { LINEAR_ALGEBRA_LOWERINGS } from "./linear_algebra.ts";
import type { Layout, Lowering, Value } from "./lowering.ts";
import { REDUCTION_LOWERINGS } from "./reductions.ts";
import { SHAPE_LOWERINGS, viewOf } from "./shapes.ts";
import { broadcastAxes } from "./view.ts";

/** How each operation becomes calls of kernels. */
export const LOWERINGS: { readonly [K in OperationKind]: Lowering<K> } = {
  constant: (node, _inputs, to) =>
    to.constant(node.attributes.data, node.shape, node.dtype),
  placeholder: (node, _inputs, to) => to.feed(node),
  variable: (node, _inputs, to) => to.variable(node),
  randomUniform: (node, _inputs, to) => to.random(node),
  randomNormal: (node, _inputs, to) => to.random(node),
  assign: (node, [, value], to) => {
    to.assign(node, value!);
    return value!;
  },
  ...ELEMENTWISE_LOWERINGS,
  ...REDUCTION_LOWERINGS,
  ...LINEAR_ALGEBRA_LOWERINGS,
  ...IMAGE_LOWERINGS,
  ...SHAPE_LOWERINGS,
};

/** Kinds whose result may hold elements though an input is empty, other than joining and leaves. */
const FROM_NOTHING: { readonly [K in OperationKind]?: number } = {
  sum: 0,
  prod: 1,
  matmul: 0,
  fusedMatmul: 0,
  conv2d: 0,
  fusedConv2d: 0,
  conv2dInputGradient: 0,
  conv2dFilterGradient: 0,
  pad: 0,
  gather: 0,
  scatterAdd: 0,
};

/** Lays out a node; kernels see no empty values. */
export function lowerNode(
  node: GraphNode,
  inputs: readonly Value[],
  to: Layout,
): Value {
  const isLeaf = inputs.length === 0 || node.kind === "assign";
  const value = isLeaf ? undefined : lowerEmpty(node, inputs, to);
  if (value) return value;
  // The table has an entry for each kind; TypeScript cannot see that it fits the node.
  const lower = LOWERINGS[node.kind] as Lowering<OperationKind>;
  return lower(node as NodeOf<OperationKind>, inputs, to);
}

/** What a node without elements, or one that folds none, answers. */
function lowerEmpty(
  node: GraphNode,
  inputs: readonly Value[],
  to: Layout,
): Value | undefined {
  const { kind, shape, dtype } = node;
  if (sizeOf(shape) === 0) return to.constant(filled(node, 0), shape, dtype);
  const fill = FROM_NOTHING[kind];
  const isFed = inputs.every((input) => sizeOf(input.shape) > 0);
  if (fill === undefined || isFed) return undefined;
  const bias = inputs[2];
  if ((kind === "fusedMatmul" || kind === "fusedConv2d") && bias) {
    const axes = broadcastAxes(bias.shape, shape);
    const sum = viewOf(bias, axes, node, to);
    const { activation } = node.attributes;
    return activation === "linear"
      ? sum
      : elementwise(activation, [sum], node, to);
  }
  return to.constant(filled(node, fill), shape, dtype);
}

function filled(
  { shape, dtype }: GraphNode,
  value: number,
): Float32Array | Int32Array | Uint8Array {
  const size = sizeOf(shape);
  switch (dtype) {
    case "float32":
      return new Float32Array(size).fill(value);
    case "int32":
      return new Int32Array(size).fill(value);
    case "bool":
      return new Uint8Array(size);
  }
}
