import type { DType } from "../../../graph/node.ts";
import type { ElementwiseKind } from "../../elementwise_kind.ts";
import { wgslType } from "./shader.ts";

/** What an operation computes from operands x, y, z, in WGSL; R is the result's type. */
export type Expression = (from: DType, to: DType) => string;

const isFloat = (dtype: DType): boolean => dtype === "float32";
const comparison = (operator: string): Expression => (_from, to) =>
  `${wgslType(to)}(x ${operator} y)`;
const plain = (code: string): Expression => () => code;

/** The expression of each element-wise operation; the functions stand in `functions.ts`. */
export const EXPRESSIONS: { readonly [K in ElementwiseKind]: Expression } = {
  negate: plain("-x"),
  abs: plain("abs(x)"),
  sign: (from) =>
    isFloat(from)
      ? "select(f32(x > 0.0) - f32(x < 0.0), x, isnan(x))"
      : "sign(x)",
  exp: plain("exp(x)"),
  expm1: plain("exp_minus_1(x)"),
  log: plain(
    "select(select(log(x), uniforms.NAN, x < 0.0), -uniforms.INFINITY, x == 0.0)",
  ),
  log1p: plain("log_1_plus(x)"),
  sqrt: plain("select(sqrt(x), uniforms.NAN, x < 0.0)"),
  square: plain("x * x"),
  reciprocal: plain("1.0 / x"),
  sin: plain("sine(x, 0)"),
  cos: plain("sine(x, 1)"),
  tanh: plain("hyperbolic_tangent(x)"),
  sigmoid: plain("1.0 / (1.0 + exp(-x))"),
  // log(1 + eˣ) = max(x, 0) + log(1 + e^(−|x|))
  softplus: plain("max(x, 0.0) + log_1_plus(exp(-abs(x)))"),
  relu: plain("larger(x, 0.0)"),
  elu: plain("select(exp_minus_1(x), x, x > 0.0)"),
  erf: plain("error_function(x)"),
  floor: plain("floor(x)"),
  logicalNot: plain("i32(x == 0)"),
  cast: (_from, to) => to === "bool" ? "i32(x != 0)" : `${wgslType(to)}(x)`,
  add: plain("x + y"),
  subtract: plain("x - y"),
  multiply: plain("x * y"),
  divide: plain("x / y"),
  power: plain("to_power(x, y)"),
  maximum: (from) => isFloat(from) ? "larger(x, y)" : "max(x, y)",
  minimum: (from) => isFloat(from) ? "smaller(x, y)" : "min(x, y)",
  less: comparison("<"),
  lessEqual: comparison("<="),
  greater: comparison(">"),
  greaterEqual: comparison(">="),
  equal: comparison("=="),
  notEqual: comparison("!="),
  logicalAnd: (_from, to) => `${wgslType(to)}(x != 0 && y != 0)`,
  logicalOr: (_from, to) => `${wgslType(to)}(x != 0 || y != 0)`,
  select: plain("select(z, y, x != 0)"),
};
