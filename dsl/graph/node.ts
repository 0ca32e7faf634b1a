import type { Graph } from "./graph.ts";

/** Sizes of the axes, outermost first; `[]` is a scalar. */
export type Shape = readonly number[];

/** Types of the elements of a node's value. */
export type DType = "float32" | "int32" | "bool";

/** The typed array that holds values of each {@linkcode DType}; a bool is 0 or 1. */
export interface DataOf {
  /** IEEE 754 single precision. */
  float32: Float32Array;
  /** Whole numbers, 32 bits. */
  int32: Int32Array;
  /** 0 or 1. */
  bool: Uint8Array;
}

/** Elements of a value, row by row. */
export type Data = DataOf[DType];

/** Rows and columns added around an image before a window moves over it. */
export interface Padding {
  /** Rows above. */
  readonly top: number;
  /** Rows below. */
  readonly bottom: number;
  /** Columns to the left. */
  readonly left: number;
  /** Columns to the right. */
  readonly right: number;
}

/** How a convolution's filter moves over an image. */
export interface ConvolutionGeometry {
  /** Steps between windows: rows, columns. */
  readonly strides: readonly [number, number];
  /** Zeros around the image. */
  readonly padding: Padding;
  /** Steps between the filter's cells: rows, columns. */
  readonly dilations: readonly [number, number];
}

/** How a pooling window moves over an image. */
export interface PoolGeometry {
  /** Window: rows, columns. */
  readonly size: readonly [number, number];
  /** Steps between windows: rows, columns. */
  readonly strides: readonly [number, number];
  /** Cells around the image; they never win a maximum and count in no average. */
  readonly padding: Padding;
}

/** Which axes a reduction folds, and whether they stay as axes of size 1. */
export interface ReductionAttributes {
  /** Axes folded, ascending. */
  readonly axes: readonly number[];
  /** Whether folded axes stay, with size 1. */
  readonly keepDims: boolean;
}

/** Whether the last two axes of each factor are swapped first. */
export interface MatmulAttributes {
  /** Swap the last two axes of the first factor. */
  readonly transposeA: boolean;
  /** Swap the last two axes of the second factor. */
  readonly transposeB: boolean;
}

/** Element-wise functions that a fused operation may apply to its result. */
export type FusedActivation =
  | "linear"
  | "relu"
  | "elu"
  | "sigmoid"
  | "tanh";

/** An operation with no attributes. */
export type None = Readonly<Record<never, never>>;

/** What each kind of operation carries besides its inputs. */
export interface AttributesOf {
  // Leaves.
  /** A value that never changes. */
  constant: { readonly data: Data };
  /** A value fed by each run. */
  placeholder: None;
  /** A value that lives in a memory from run to run. */
  variable: { readonly initial: Data };
  /** Uniform in [0, 1), drawn anew by every run of a program from the stream `seed`. */
  randomUniform: { readonly seed: number };
  /** Standard normal, drawn anew by every run of a program from the stream `seed`. */
  randomNormal: { readonly seed: number };
  // One operand, element by element.
  /** −x. */
  negate: None;
  /** |x|. */
  abs: None;
  /** −1, 0 or 1. */
  sign: None;
  /** eˣ. */
  exp: None;
  /** eˣ − 1, accurate near 0. */
  expm1: None;
  /** The natural logarithm. */
  log: None;
  /** log(1 + x), accurate near 0. */
  log1p: None;
  /** √x. */
  sqrt: None;
  /** x². */
  square: None;
  /** 1 / x. */
  reciprocal: None;
  /** sin x, radians. */
  sin: None;
  /** cos x, radians. */
  cos: None;
  /** The hyperbolic tangent. */
  tanh: None;
  /** 1 / (1 + e⁻ˣ). */
  sigmoid: None;
  /** log(1 + eˣ), without overflow. */
  softplus: None;
  /** max(0, x). */
  relu: None;
  /** x where x > 0, else eˣ − 1. */
  elu: None;
  /** The error function. */
  erf: None;
  /** The largest whole number ≤ x. */
  floor: None;
  /** Whether x does not hold. */
  logicalNot: None;
  /** To the node's own dtype; to int32 rounds towards zero, to bool is `x ≠ 0`. */
  cast: None;
  /** x, through which no gradient flows. */
  stopGradient: None;
  // Two operands, element by element, broadcast as in NumPy.
  /** a + b. */
  add: None;
  /** a − b. */
  subtract: None;
  /** a · b. */
  multiply: None;
  /** a / b. */
  divide: None;
  /** aᵇ. */
  power: None;
  /** The larger of a and b. */
  maximum: None;
  /** The smaller of a and b. */
  minimum: None;
  /** a < b. */
  less: None;
  /** a ≤ b. */
  lessEqual: None;
  /** a > b. */
  greater: None;
  /** a ≥ b. */
  greaterEqual: None;
  /** a = b. */
  equal: None;
  /** a ≠ b. */
  notEqual: None;
  /** a and b. */
  logicalAnd: None;
  /** a or b. */
  logicalOr: None;
  /** Inputs: condition (bool), then, otherwise; all broadcast together. */
  select: None;
  // Reductions.
  /** The sum. */
  sum: ReductionAttributes;
  /** The largest element. */
  max: ReductionAttributes;
  /** The smallest element. */
  min: ReductionAttributes;
  /** The product. */
  prod: ReductionAttributes;
  /** Index (int32) of the first largest element along `axis`. */
  argMax: { readonly axis: number };
  /** Index (int32) of the first smallest element along `axis`. */
  argMin: { readonly axis: number };
  /** Along the last axis. */
  softmax: None;
  /** Along the last axis. */
  logSoftmax: None;
  // Linear algebra.
  /** Rank 2, or equal leading axes before the last two. */
  matmul: MatmulAttributes;
  /** `activation(a·b + bias)`, rank 2, bias of rank 1; made only by `fuse`. */
  fusedMatmul: MatmulAttributes & { readonly activation: FusedActivation };
  // Images, NHWC; filters, HWIO.
  /** Inputs: image [n, h, w, c], filter [kh, kw, c, f]. */
  conv2d: ConvolutionGeometry;
  /** `activation(conv2d(image, filter) + bias)`; made only by `fuse`. */
  fusedConv2d: ConvolutionGeometry & { readonly activation: FusedActivation };
  /** Inputs: upstream [n, oh, ow, f], filter; the gradient of conv2d by its image. */
  conv2dInputGradient: ConvolutionGeometry;
  /** Inputs: image, upstream [n, oh, ow, f]; the gradient of conv2d by its filter. */
  conv2dFilterGradient: ConvolutionGeometry;
  /** Input: image [n, h, w, c]. */
  maxPool: PoolGeometry;
  /** Inputs: image, upstream; each upstream cell goes to its window's first largest cell. */
  maxPoolGradient: PoolGeometry;
  /** Inputs: image, values [n, h, w, c]; the value at each window's first largest cell of image. */
  maxPoolPick: PoolGeometry;
  /** Input: image; the mean of each window's cells that lie inside the image. */
  averagePool: PoolGeometry;
  /** Input: upstream; the gradient of averagePool by its image (the node's shape). */
  averagePoolGradient: PoolGeometry;
  // Shapes and places.
  /** The same elements, in the node's shape. */
  reshape: None;
  /** Axis `i` of the result is axis `permutation[i]` of the input. */
  transpose: { readonly permutation: readonly number[] };
  /** The block of the node's shape that begins at `begin`. */
  slice: { readonly begin: readonly number[] };
  /** The inputs joined along an axis. */
  concat: { readonly axis: number };
  /** Zeros before and after each axis. */
  pad: { readonly paddings: readonly (readonly [number, number])[] };
  /** To the node's shape, as in NumPy. */
  broadcastTo: None;
  /** Inputs: values [n, …rest], indices (int32, any shape); answers [...indices, …rest]. */
  gather: None;
  /** Inputs: values [...indices, …rest], indices; answers [rows, …rest], sums of the values by index. */
  scatterAdd: { readonly rows: number };
  /** Input: indices (int32); answers [...indices, depth], float32. An index outside is all 0. */
  oneHot: { readonly depth: number };
  // State.
  /** Inputs: a variable, the value; answers the value, and stores it when the run ends. */
  assign: None;
}

/** The tag of an operation. */
export type OperationKind = keyof AttributesOf;

/** A node of a computation graph: one operation, applied to the values of other nodes. */
export interface NodeOf<K extends OperationKind> {
  /** Which operation. */
  readonly kind: K;
  /** The graph it stands in. */
  readonly graph: Graph;
  /** Place in the graph; the inputs of a node stand before it. */
  readonly id: number;
  /** Unique in its graph, scopes first: `loss/multiply_1`. */
  readonly name: string;
  /** The nodes whose values it takes. */
  readonly inputs: readonly GraphNode[];
  /** What the operation needs to know besides. */
  readonly attributes: AttributesOf[K];
  /** Sizes of the axes of its value. */
  readonly shape: Shape;
  /** Type of the elements of its value. */
  readonly dtype: DType;
}

/** Any node. A table or match that misses a kind does not type-check. */
export type GraphNode = { [K in OperationKind]: NodeOf<K> }[OperationKind];

/** Number of elements of a value of this shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((size, axis) => size * axis, 1);
}
