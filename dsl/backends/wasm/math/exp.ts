import type { Expression } from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { f32x4, i32, i32x4 } from "../../../../core/assembler/instructions.ts";
import type { Library } from "../library.ts";
import type { VectorFunction } from "./functions.ts";
import { growth } from "./expm1.ts";
import { splitPower } from "./split_power.ts";

/** Below, e^x is 0; above, infinite. */
const LOWEST = -104;
const HIGHEST = 89;

/** e^x = 2ⁿ e^r; NaN stays. */
export function exponential(
  f: FunctionBuilder,
  x: Expression<"v128">,
  library: Library,
): Expression<"v128"> {
  // With twice the bias of an exponent, each half of n is biased by itself.
  const { exponent, rest } = splitPower(
    f,
    f32x4.pmin(
      f32x4.pmax(x, library.constant(LOWEST)),
      library.constant(HIGHEST),
    ),
    2 * 127,
    library,
  );
  const half = f.let(i32x4.shrU(exponent, i32.const(1)));
  const power = (n: Expression<"v128">) => i32x4.shl(n, i32.const(23));
  const first = f.let(power(half));
  // ((e^r − 1) 2^⌊n/2⌋ + 2^⌊n/2⌋) 2^⌈n/2⌉, as 2ⁿ may be too small or too large.
  return f32x4.mul(
    library.madd(growth(f, rest, library), first, first),
    power(i32x4.sub(exponent, half)),
  );
}

/** e^x between 2⁻¹²⁶ and 2¹²⁷. */
export function smallExponential(
  f: FunctionBuilder,
  x: Expression<"v128">,
  library: Library,
): Expression<"v128"> {
  const { exponent, rest } = splitPower(f, x, 127, library);
  const power = f.let(i32x4.shl(exponent, i32.const(23)));
  return library.madd(growth(f, rest, library), power, power);
}

/** e^x. */
export const exp: VectorFunction = {
  operands: 1,
  write: (f, [x], library) => exponential(f, x!, library),
};
