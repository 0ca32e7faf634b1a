export {
  add,
  divide,
  maximum,
  minimum,
  multiply,
  power,
  subtract,
} from "./operations/binary.ts";
export {
  equal,
  greater,
  greaterEqual,
  less,
  lessEqual,
  logicalAnd,
  logicalNot,
  logicalOr,
  notEqual,
} from "./operations/comparison.ts";
export {
  conv2d,
  conv2dFilterGradient,
  conv2dInputGradient,
  type Conv2dOptions,
} from "./operations/convolution.ts";
export { gather, oneHot, scatterAdd } from "./operations/indexing.ts";
export {
  broadcastTo,
  concat,
  type ConcatOptions,
  pad,
  reshape,
  slice,
  transpose,
} from "./operations/layout.ts";
export { matmul, type MatmulOptions } from "./operations/matmul.ts";
export {
  averagePool,
  maxPool,
  type PoolOptions,
} from "./operations/pooling.ts";
export {
  argMax,
  argMin,
  logSoftmax,
  max,
  mean,
  min,
  prod,
  type ReductionOptions,
  softmax,
  sum,
} from "./operations/reduction.ts";
export { cast, select, stopGradient } from "./operations/select.ts";
export { assign } from "./operations/state.ts";
export {
  abs,
  cos,
  elu,
  erf,
  exp,
  expm1,
  floor,
  log,
  log1p,
  negate,
  reciprocal,
  relu,
  sigmoid,
  sign,
  sin,
  softplus,
  sqrt,
  square,
  tanh,
} from "./operations/unary.ts";
export type { WindowOptions } from "./operations/window.ts";
