import type { TensorInfo } from "../../../core/deps/tfjs_core.ts";
import type {
  ConvolutionGeometry,
  DType,
  FusedActivation,
  PoolGeometry,
  Shape,
} from "../../graph/node.ts";
import type { ElementwiseKind } from "../elementwise_kind.ts";
import type { View } from "../view.ts";

/** Computes one value from others. What it answers has one owner: the caller. */
export type Call = (inputs: readonly TensorInfo[]) => TensorInfo;

/** How a value looks. */
export interface Typed {
  /** Sizes of the axes. */
  readonly shape: Shape;
  /** Type of the elements. */
  readonly dtype: DType;
}

/** Operands broadcast to `shape`, and folded by a function of their elements. */
export interface Elementwise extends Typed {
  /** Which function. */
  readonly kind: ElementwiseKind;
  /** The operands. */
  readonly inputs: readonly Typed[];
}

/** Parts joined along one axis: `outer` times, a row of each part's width. */
export interface Joining {
  /** Product of the axes before the one joined along. */
  readonly outer: number;
  /** Of each part, the product of the joined axis and those after it. */
  readonly widths: readonly number[];
  /** Type of the elements. */
  readonly dtype: DType;
}

/** A block [outer, length, inner], folded along its middle axis. */
export interface Block {
  /** Product of the axes before. */
  readonly outer: number;
  /** Size of the folded axis, at least 1. */
  readonly length: number;
  /** Product of the axes after. */
  readonly inner: number;
  /** Type of the elements. */
  readonly dtype: DType;
}

/** `count` products [m, k] · [k, n], each plus a bias [n] if there is one. */
export interface Product {
  /** Number of matrices. */
  readonly count: number;
  /** Rows of the result. */
  readonly m: number;
  /** Columns of the result. */
  readonly n: number;
  /** Terms of each sum, at least 1. */
  readonly k: number;
  /** Whether the first factor stands as [k, m]. */
  readonly transposeA: boolean;
  /** Whether the second factor stands as [n, k]. */
  readonly transposeB: boolean;
  /** Whether a third input, the bias, is added. */
  readonly bias: boolean;
  /** What is applied to the sum. */
  readonly activation: FusedActivation;
}

/** Rows of `width` elements, chosen by index from a table of `rows`. */
export interface Lookup {
  /** Rows of the table. */
  readonly rows: number;
  /** Elements of a row. */
  readonly width: number;
  /** Number of indices. */
  readonly count: number;
  /** Type of the elements. */
  readonly dtype: DType;
}

/** A convolution: image [n, h, w, c], filter [kh, kw, c, f], result [n, oh, ow, f]. */
export interface Convolution {
  /** [n, h, w, c]. */
  readonly image: Shape;
  /** [kh, kw, c, f]. */
  readonly filter: Shape;
  /** [n, oh, ow, f]. */
  readonly result: Shape;
  /** How the filter moves. */
  readonly geometry: ConvolutionGeometry;
}

/** A convolution whose result gets a bias [f] and an activation. */
export interface FusedConvolution extends Convolution {
  /** Whether a third input, the bias, is added. */
  readonly bias: boolean;
  /** What is applied to the sum. */
  readonly activation: FusedActivation;
}

/** Pooling: image [n, h, w, c], result [n, oh, ow, c]. */
export interface Pooling {
  /** [n, h, w, c]. */
  readonly image: Shape;
  /** [n, oh, ow, c]. */
  readonly result: Shape;
  /** How the window moves. */
  readonly geometry: PoolGeometry;
}

/**
 * What a machine can compute; every operation of a graph is made of these.
 *
 * No operand and no result is empty. In comparisons a NaN counts as the largest
 * and as the smallest, so that a maximum or minimum of NaN is NaN.
 */
export interface Kernels {
  /** Inputs: the operands. */
  elementwise(spec: Elementwise): Call;
  /** Input: the source. */
  view(view: View): Call;
  /** Inputs: the parts. */
  concat(spec: Joining): Call;
  /** Input: the block; answers [outer, inner]. */
  reduce(kind: "sum" | "max" | "min" | "prod", spec: Block): Call;
  /** Input: the block; answers the first index of an extreme, int32 [outer, inner]. */
  argExtreme(kind: "argMax" | "argMin", spec: Block): Call;
  /** Input: [outer, length]. */
  softmax(kind: "softmax" | "logSoftmax", spec: Block): Call;
  /** Inputs: the factors, and the bias. */
  matmul(spec: Product): Call;
  /** Inputs: the table, the indices; an index outside answers zeros. */
  gather(spec: Lookup): Call;
  /** Inputs: rows [count, width], the indices; answers the table of sums; an index outside is left out. */
  scatterAdd(spec: Lookup): Call;
  /** Inputs: image, filter, and the bias. */
  conv2d(spec: FusedConvolution): Call;
  /** Inputs: upstream, filter; answers the image's gradient. */
  conv2dInputGradient(spec: Convolution): Call;
  /** Inputs: image, upstream; answers the filter's gradient. */
  conv2dFilterGradient(spec: Convolution): Call;
  /** Inputs: image, values; answers the value at each window's first largest cell of the image. */
  maxPoolPick(spec: Pooling): Call;
  /** Inputs: image, upstream; answers the image's gradient. */
  maxPoolGradient(spec: Pooling): Call;
  /** Input: image. */
  averagePool(spec: Pooling): Call;
  /** Input: upstream; answers the image's gradient. */
  averagePoolGradient(spec: Pooling): Call;
}
