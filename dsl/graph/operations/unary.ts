import type { Derivatives } from "../derivative.ts";
import { emit } from "../emit.ts";
import type { DType, GraphNode } from "../node.ts";
import { add, divide, multiply, subtract } from "./binary.ts";
import { greater } from "./comparison.ts";
import { requireDType } from "./_check.ts";
import { select } from "./select.ts";

/** Kinds of operations that take one float operand, element by element. */
type FloatKind =
  | "exp"
  | "expm1"
  | "log"
  | "log1p"
  | "sqrt"
  | "reciprocal"
  | "sin"
  | "cos"
  | "tanh"
  | "sigmoid"
  | "softplus"
  | "relu"
  | "elu"
  | "erf"
  | "floor";

/** Kinds of operations that take one operand of any number type. */
type NumberKind = "negate" | "abs" | "sign" | "square";

function unary(
  kind: FloatKind | NumberKind,
  x: GraphNode,
  dtypes: readonly DType[] = ["float32"],
): GraphNode {
  requireDType(`compute ${kind}`, x, dtypes);
  const { shape, dtype } = x;
  return emit<FloatKind | NumberKind>({
    kind,
    inputs: [x],
    attributes: {},
    shape,
    dtype,
  }) as GraphNode;
}

const NUMBERS: readonly DType[] = ["float32", "int32"];

/** −x. */
export function negate(x: GraphNode): GraphNode {
  return unary("negate", x, NUMBERS);
}

/** |x|. */
export function abs(x: GraphNode): GraphNode {
  return unary("abs", x, NUMBERS);
}

/** −1, 0 or 1: the sign of x. */
export function sign(x: GraphNode): GraphNode {
  return unary("sign", x, NUMBERS);
}

/** x². */
export function square(x: GraphNode): GraphNode {
  return unary("square", x, NUMBERS);
}

/** eˣ. */
export function exp(x: GraphNode): GraphNode {
  return unary("exp", x);
}

/** eˣ − 1, accurate near 0. */
export function expm1(x: GraphNode): GraphNode {
  return unary("expm1", x);
}

/** The natural logarithm. */
export function log(x: GraphNode): GraphNode {
  return unary("log", x);
}

/** log(1 + x), accurate near 0. */
export function log1p(x: GraphNode): GraphNode {
  return unary("log1p", x);
}

/** √x. */
export function sqrt(x: GraphNode): GraphNode {
  return unary("sqrt", x);
}

/** 1 / x. */
export function reciprocal(x: GraphNode): GraphNode {
  return unary("reciprocal", x);
}

/** sin x, radians. */
export function sin(x: GraphNode): GraphNode {
  return unary("sin", x);
}

/** cos x, radians. */
export function cos(x: GraphNode): GraphNode {
  return unary("cos", x);
}

/** The hyperbolic tangent. */
export function tanh(x: GraphNode): GraphNode {
  return unary("tanh", x);
}

/** 1 / (1 + e⁻ˣ). */
export function sigmoid(x: GraphNode): GraphNode {
  return unary("sigmoid", x);
}

/** log(1 + eˣ), without overflow. */
export function softplus(x: GraphNode): GraphNode {
  return unary("softplus", x);
}

/** max(0, x). */
export function relu(x: GraphNode): GraphNode {
  return unary("relu", x);
}

/** x where x > 0, else eˣ − 1. */
export function elu(x: GraphNode): GraphNode {
  return unary("elu", x);
}

/** The error function, 2/√π ∫₀ˣ e^(−t²) dt. */
export function erf(x: GraphNode): GraphNode {
  return unary("erf", x);
}

/** The largest whole number ≤ x. */
export function floor(x: GraphNode): GraphNode {
  return unary("floor", x);
}

/** How each of these operations follows its operand. */
export const UNARY_DERIVATIVES: Derivatives<FloatKind | NumberKind> = {
  // ∂(−x) = −∂x
  negate: (_y, upstream) => [negate(upstream)],
  // ∂|x| = sign x · ∂x
  abs: (y, upstream) => [multiply(upstream, sign(y.inputs[0]!))],
  sign: () => [undefined],
  // ∂x² = 2x · ∂x
  square: (y, upstream) => [multiply(upstream, multiply(2, y.inputs[0]!))],
  // ∂eˣ = eˣ · ∂x
  exp: (y, upstream) => [multiply(upstream, y as GraphNode)],
  // ∂(eˣ − 1) = eˣ · ∂x
  expm1: (y, upstream) => [multiply(upstream, add(y as GraphNode, 1))],
  // ∂log x = ∂x / x
  log: (y, upstream) => [divide(upstream, y.inputs[0]!)],
  // ∂log(1 + x) = ∂x / (1 + x)
  log1p: (y, upstream) => [divide(upstream, add(y.inputs[0]!, 1))],
  // ∂√x = ∂x / 2√x
  sqrt: (y, upstream) => [divide(upstream, multiply(2, y as GraphNode))],
  // ∂(1/x) = −∂x / x²
  reciprocal: (y, upstream) => [
    negate(multiply(upstream, square(y as GraphNode))),
  ],
  sin: (y, upstream) => [multiply(upstream, cos(y.inputs[0]!))],
  cos: (y, upstream) => [negate(multiply(upstream, sin(y.inputs[0]!)))],
  // ∂tanh x = (1 − tanh² x) · ∂x
  tanh: (y, upstream) => [
    multiply(upstream, subtract(1, square(y as GraphNode))),
  ],
  // ∂σ(x) = σ(x)(1 − σ(x)) · ∂x
  sigmoid: (y, upstream) => [
    multiply(
      upstream,
      multiply(y as GraphNode, subtract(1, y as GraphNode)),
    ),
  ],
  // ∂log(1 + eˣ) = σ(x) · ∂x
  softplus: (y, upstream) => [multiply(upstream, sigmoid(y.inputs[0]!))],
  // y > 0 where x > 0, so that x need not be kept
  relu: (y, upstream) => [select(greater(y as GraphNode, 0), upstream, 0)],
  // ∂(eˣ − 1) = (y + 1) · ∂x on the left
  elu: (y, upstream) => [
    select(
      greater(y as GraphNode, 0),
      upstream,
      multiply(upstream, add(y as GraphNode, 1)),
    ),
  ],
  // ∂erf x = 2/√π e^(−x²) · ∂x
  erf: (y, upstream) => [
    multiply(
      upstream,
      multiply(2 / Math.sqrt(Math.PI), exp(negate(square(y.inputs[0]!)))),
    ),
  ],
  floor: () => [undefined],
};
