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
import { exponentOf, logarithm } from "./log.ts";

type V128 = Expression<"v128">;

/** ln(1 + x), given 1 + x too, rounded, and from 2⁻²⁴ to 2¹²⁶. */
export function logarithmOfOneMore(
  f: FunctionBuilder,
  x: Local<"v128">,
  sum: Local<"v128">,
  library: Library,
): V128 {
  const exponent = f.let(exponentOf(sum, library));
  const one = library.constant(1);
  // 2⁻ⁿ
  const scale = f.let(i32x4.sub(one, i32x4.shl(exponent, i32.const(23))));
  // 2⁻ⁿ (1 + x) − 1, without the error of 1 + x
  const rest = library.madd(x, scale, f32x4.sub(scale, one));
  return logarithm(f, { exponent, rest }, library);
}

/** ln(1 + x). */
export const log1p: VectorFunction = {
  operands: 1,
  write: (f, [x], library) => {
    const sum = f.let(f32x4.add(x!, library.constant(1)));
    const sign = v128.and(x!, library.constant(-0));
    const result = f.let(
      v128.or(logarithmOfOneMore(f, x!, sum, library), sign),
    );
    const isSpecial = f.let(i32x4.geU(
      i32x4.sub(sum, library.constant(2 ** -24)),
      library.constant(i32x4.const(150 << 23)),
    ));
    f.if(v128.anyTrue(isSpecial), () => {
      f.set(result, v128.select(library.apply("log", sum), result, isSpecial));
    });
    return result;
  },
};
