import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import {
  f32x4,
  i32,
  i32x4,
  v128,
} from "../../../../core/assembler/instructions.ts";
import type { Library } from "../library.ts";
import type { VectorFunction } from "./functions.ts";
import { polynomial } from "./polynomial.ts";
import { splitPower } from "./split_power.ts";

type V128 = Expression<"v128">;

/** Below, the result is −1; above, infinite. */
const LOWEST = -18;
const HIGHEST = 89;

/** Nearer to 0, the result is x. */
const LINEAR = 2 ** -24;

/** (e^r − 1 − r) / r², |r| ≤ ln 2 / 2; e^r − 1 is within 2⁻²⁶. */
const COEFFICIENTS = [
  0.49999997,
  0.166665465,
  0.041667439,
  0.00836625788,
  0.0013870293,
] as const;

/** e^r − 1, |r| ≤ ln 2 / 2. */
export function growth(
  f: FunctionBuilder,
  r: Local<"v128">,
  library: Library,
): V128 {
  const sum = polynomial(f, r, COEFFICIENTS, library);
  return library.madd(f32x4.mul(r, r), sum, r);
}

/** e^x − 1; NaN and −0 stay. */
export function exponentialMinusOne(
  f: FunctionBuilder,
  x: Local<"v128">,
  library: Library,
): V128 {
  const bounded = f32x4.pmin(
    f32x4.pmax(x, library.constant(LOWEST)),
    library.constant(HIGHEST),
  );
  // Half of 2ⁿ, as the largest is infinite.
  const { exponent, rest } = splitPower(f, bounded, 126, library);
  const half = f.let(i32x4.shl(exponent, i32.const(23)));
  const sum = f.let(library.madd(
    growth(f, rest, library),
    half,
    f32x4.sub(half, library.constant(0.5)),
  ));
  const isSmall = f32x4.lt(f32x4.abs(x), library.constant(LINEAR));
  // 2ⁿ (e^r − 1) + (2ⁿ − 1)
  return v128.select(x, f32x4.add(sum, sum), isSmall);
}

/** e^x − 1. */
export const expm1: VectorFunction = {
  operands: 1,
  write: (f, [x], library) => exponentialMinusOne(f, x!, library),
};
