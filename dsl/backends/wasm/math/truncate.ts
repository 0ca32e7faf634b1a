import {
  f32x4,
  i32,
  i32x4,
  v128,
} from "../../../../core/assembler/instructions.ts";
import type { VectorFunction } from "./functions.ts";

/** Floats to whole numbers as JavaScript's `Math.trunc(x) | 0`: modulo 2³², 0 for NaN and the infinite. */
export const truncate: VectorFunction = {
  operands: 1,
  write: (f, [x]) => {
    const result = f.let(i32x4.truncF32(x!));
    const isLarge = f.let(f32x4.ge(f32x4.abs(x!), f32x4.const(2 ** 31)));
    f.if(v128.anyTrue(isLarge), () => {
      const turns = f.let(f32x4.mul(x!, f32x4.const(2 ** -32)));
      const part = f32x4.sub(turns, f32x4.trunc(turns));
      // Even, so that half of it is whole, and below 2³¹.
      const half = i32x4.truncF32(f32x4.mul(part, f32x4.const(2 ** 31)));
      const wrapped = i32x4.shl(half, i32.const(1));
      f.set(result, v128.select(wrapped, result, isLarge));
    });
    return result;
  },
};
