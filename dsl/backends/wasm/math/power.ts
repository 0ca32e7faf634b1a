import { f32x4, v128 } from "../../../../core/assembler/instructions.ts";
import type { VectorFunction } from "./functions.ts";
import { onHost } from "./on_host.ts";

/** The base to the exponent, as JavaScript's `Math.pow`: NaN to 0 is 1, and 1 to NaN is NaN. */
export const power: VectorFunction = {
  operands: 2,
  write: (f, [x, y], library) => {
    const isExponent = (exponent: number) =>
      f32x4.eq(y!, library.constant(exponent));
    const one = library.constant(1);
    const square = f.let(f32x4.mul(x!, x!));
    const isSquare = f.let(isExponent(2));
    const isCube = f.let(isExponent(3));
    const isSame = f.let(isExponent(1));
    const isOne = f.let(isExponent(0));
    const products = v128.select(f32x4.mul(square, x!), square, isCube);
    const result = f.let(
      v128.select(one, v128.select(x!, products, isSame), isOne),
    );
    const isProduct = f.let(
      v128.or(v128.or(isOne, isSame), v128.or(isSquare, isCube)),
    );
    f.if(v128.anyTrue(v128.not(isProduct)), () => {
      const others = onHost("pow", [x!, y!], library);
      f.set(result, v128.select(result, others, isProduct));
    });
    return result;
  },
};
