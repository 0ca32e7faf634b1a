import type { DType, FusedActivation } from "../../../dsl/graph/node.ts";
import {
  type Meaning,
  type Meanings,
  type Plain,
  stretched,
  stretchedShape,
  tabulate,
} from "./plain.ts";

type UnaryKind =
  | "negate"
  | "abs"
  | "sign"
  | "exp"
  | "expm1"
  | "log"
  | "log1p"
  | "sqrt"
  | "square"
  | "reciprocal"
  | "sin"
  | "cos"
  | "tanh"
  | "sigmoid"
  | "softplus"
  | "relu"
  | "elu"
  | "erf"
  | "floor"
  | "logicalNot"
  | "stopGradient";

type BinaryKind =
  | "add"
  | "subtract"
  | "multiply"
  | "divide"
  | "power"
  | "maximum"
  | "minimum"
  | "less"
  | "lessEqual"
  | "greater"
  | "greaterEqual"
  | "equal"
  | "notEqual"
  | "logicalAnd"
  | "logicalOr";

/** Whole numbers have 32 bits, floats are as they come. */
function wrap(x: number, dtype: DType): number {
  return dtype === "int32" ? x | 0 : x;
}

function unary<K extends UnaryKind>(f: (x: number) => number): Meaning<K> {
  return (_node, [x]) => ({
    ...x!,
    data: x!.data.map((each) => wrap(f(each), x!.dtype)),
  });
}

function binary<K extends BinaryKind>(
  f: (a: number, b: number) => number,
  answer?: DType,
): Meaning<K> {
  return (_node, [a, b]) => {
    const dtype = answer ?? a!.dtype;
    return tabulate(
      stretchedShape(a!.shape, b!.shape),
      dtype,
      (place) => wrap(f(stretched(a!, place), stretched(b!, place)), dtype),
    );
  };
}

function compare<K extends BinaryKind>(
  f: (a: number, b: number) => boolean,
): Meaning<K> {
  return binary((a, b) => f(a, b) ? 1 : 0, "bool");
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function elu(x: number): number {
  return x > 0 ? x : Math.expm1(x);
}

/** erf x = 2/√π e^(−x²) Σₙ 2ⁿ x²ⁿ⁺¹ / (1·3·5⋯(2n+1)): all terms of one sign. */
function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
    term *= 2 * x * x / (2 * n + 1);
    sum += term;
  }
  return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
}

/** What a fused operation applies to its result. */
export const ACTIVATIONS: Readonly<
  Record<FusedActivation, (x: number) => number>
> = {
  linear: (x) => x,
  relu: (x) => Math.max(0, x),
  elu,
  sigmoid,
  tanh: Math.tanh,
};

function cast(x: Plain, dtype: DType): Plain {
  const convert = {
    float32: (each: number) => each,
    int32: (each: number) => Math.trunc(each) | 0,
    bool: (each: number) => each === 0 ? 0 : 1,
  }[dtype];
  return { shape: x.shape, dtype, data: x.data.map(convert) };
}

/** Meanings that look at one place at a time. */
export const ELEMENTWISE: Meanings<UnaryKind | BinaryKind | "cast" | "select"> =
  {
    negate: unary((x) => -x),
    abs: unary(Math.abs),
    sign: unary(Math.sign),
    exp: unary(Math.exp),
    expm1: unary(Math.expm1),
    log: unary(Math.log),
    log1p: unary(Math.log1p),
    sqrt: unary(Math.sqrt),
    square: (_node, [x]) => ({
      ...x!,
      data: x!.data.map((each) =>
        x!.dtype === "int32" ? Math.imul(each, each) : each * each
      ),
    }),
    reciprocal: unary((x) => 1 / x),
    sin: unary(Math.sin),
    cos: unary(Math.cos),
    tanh: unary(Math.tanh),
    sigmoid: unary(sigmoid),
    softplus: unary((x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
    relu: unary(ACTIVATIONS.relu),
    elu: unary(elu),
    erf: unary(erf),
    floor: unary(Math.floor),
    logicalNot: unary((x) => 1 - x),
    stopGradient: unary((x) => x),
    add: binary((a, b) => a + b),
    subtract: binary((a, b) => a - b),
    multiply: (node, inputs, surroundings) =>
      node.dtype === "int32"
        ? binary<"multiply">(Math.imul)(node, inputs, surroundings)
        : binary<"multiply">((a, b) => a * b)(node, inputs, surroundings),
    divide: binary((a, b) => a / b),
    power: binary(Math.pow),
    maximum: binary(Math.max),
    minimum: binary(Math.min),
    less: compare((a, b) => a < b),
    lessEqual: compare((a, b) => a <= b),
    greater: compare((a, b) => a > b),
    greaterEqual: compare((a, b) => a >= b),
    equal: compare((a, b) => a === b),
    notEqual: compare((a, b) => a !== b),
    logicalAnd: compare((a, b) => a === 1 && b === 1),
    logicalOr: compare((a, b) => a === 1 || b === 1),
    cast: (node, [x]) => cast(x!, node.dtype),
    select: (_node, [condition, a, b]) =>
      tabulate(
        stretchedShape(condition!.shape, a!.shape, b!.shape),
        a!.dtype,
        (place) =>
          stretched(condition!, place) === 1
            ? stretched(a!, place)
            : stretched(b!, place),
      ),
  };
