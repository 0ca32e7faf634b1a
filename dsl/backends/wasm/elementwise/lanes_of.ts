import type { DType } from "../../../graph/node.ts";
import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import { f32x4, i32x4, v128 } from "../../../../core/assembler/instructions.ts";
import type { Library } from "../library.ts";
import type { VectorFunctionName } from "../math/functions.ts";
import type { LoopKind } from "./elementwise_kind.ts";

type V128 = Expression<"v128">;

/** Four elements of each operand, and their types. */
export interface LaneOperands {
  /** The elements. */
  readonly values: readonly Local<"v128">[];
  /** The type of the first operand that is no condition. */
  readonly from: DType;
  /** The type of the result. */
  readonly to: DType;
  /** Constants of the module. */
  readonly library: Library;
  /** Calls a function of the module, or writes it in place. */
  readonly apply: (
    name: VectorFunctionName,
    ...operands: readonly Local<"v128">[]
  ) => V128;
}

type Lanes = (operands: LaneOperands) => V128;

const ZERO = i32x4.const(0);

const isFloat = ({ from }: LaneOperands): boolean => from === "float32";

/** One instruction for floats, one for whole numbers (and masks). */
const one =
  (float: (x: V128) => V128, whole: (x: V128) => V128): Lanes => (operands) =>
    (isFloat(operands) ? float : whole)(operands.values[0]!);

const two = (
  float: (a: V128, b: V128) => V128,
  whole: (a: V128, b: V128) => V128,
): Lanes =>
(operands) => {
  const [a, b] = operands.values;
  return (isFloat(operands) ? float : whole)(a!, b!);
};

const named = (name: VectorFunctionName): Lanes => ({ values, apply }) =>
  apply(name, ...values);

const same: Lanes = ({ values }) => values[0]!;

/** −1, 0 or 1; NaN and −0 stay. */
const sign: Lanes = (operands) => {
  const { values: [x], library } = operands;
  if (!isFloat(operands)) return wholeSign(x!);
  const signs = v128.and(x!, library.constant(-0));
  return v128.select(
    v128.or(signs, library.constant(1)),
    x!,
    v128.or(f32x4.lt(x!, ZERO), f32x4.gt(x!, ZERO)),
  );
};

const wholeSign = (x: V128): V128 =>
  i32x4.max(i32x4.min(x, i32x4.const(1)), i32x4.const(-1));

const square = (multiply: (a: V128, b: V128) => V128) => (x: V128): V128 =>
  multiply(x, x);

/** To 0 or 1 of a type, from a mask; to a mask, from numbers. */
const cast: Lanes = ({ values: [x], from, to, library, apply }) => {
  if (from === to) return x!;
  if (to === "bool") {
    return from === "float32" ? f32x4.ne(x!, ZERO) : i32x4.ne(x!, ZERO);
  }
  if (from === "bool") {
    return v128.and(
      x!,
      library.constant(to === "float32" ? 1 : i32x4.const(1)),
    );
  }
  return to === "float32" ? f32x4.convertI32(x!) : apply("truncate", x!);
};

/** How four elements of each operation are computed; masks stand for conditions. */
export const LANES_OF: { readonly [K in LoopKind]: Lanes } = {
  negate: one(f32x4.neg, i32x4.neg),
  abs: one(f32x4.abs, i32x4.abs),
  sign,
  exp: named("exp"),
  expm1: named("expm1"),
  log: named("log"),
  log1p: named("log1p"),
  sqrt: ({ values }) => f32x4.sqrt(values[0]!),
  square: one(square(f32x4.mul), square(i32x4.mul)),
  reciprocal: ({ values: [x], library }) => f32x4.div(library.constant(1), x!),
  sin: named("sin"),
  cos: named("cos"),
  tanh: named("tanh"),
  sigmoid: named("sigmoid"),
  softplus: named("softplus"),
  // One instruction, and NaN stays.
  relu: one((x) => f32x4.pmax(x, ZERO), (x) => i32x4.max(x, ZERO)),
  elu: named("elu"),
  erf: named("erf"),
  floor: one(f32x4.floor, (x) => x),
  logicalNot: ({ values }) => v128.not(values[0]!),
  cast,
  stopGradient: same,
  add: two(f32x4.add, i32x4.add),
  subtract: two(f32x4.sub, i32x4.sub),
  multiply: two(f32x4.mul, i32x4.mul),
  divide: ({ values: [a, b] }) => f32x4.div(a!, b!),
  power: named("power"),
  maximum: two(f32x4.max, i32x4.max),
  minimum: two(f32x4.min, i32x4.min),
  less: two(f32x4.lt, i32x4.lt),
  lessEqual: two(f32x4.le, i32x4.le),
  greater: two(f32x4.gt, i32x4.gt),
  greaterEqual: two(f32x4.ge, i32x4.ge),
  equal: two(f32x4.eq, i32x4.eq),
  notEqual: two(f32x4.ne, i32x4.ne),
  logicalAnd: ({ values: [a, b] }) => v128.and(a!, b!),
  logicalOr: ({ values: [a, b] }) => v128.or(a!, b!),
  select: ({ values: [condition, a, b] }) => v128.select(a!, b!, condition!),
  broadcastTo: same,
};
