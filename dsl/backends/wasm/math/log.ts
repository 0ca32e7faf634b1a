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
import { LN2_HIGH, LN2_LOW } from "./ln2.ts";
import { polynomial } from "./polynomial.ts";

type V128 = Expression<"v128">;

/** (ln(1 + r) − r) / r², |r| ≤ 1/3; ln(1 + r) is within 2⁻²⁷. */
const COEFFICIENTS = [
  -0.5,
  0.333332151,
  -0.249998063,
  0.200104266,
  -0.166801959,
  0.14005734,
  -0.121874779,
  0.139845937,
  -0.128800541,
] as const;

/** Words of positive normal numbers begin at this one's, and are as many as the words below 2¹²⁷. */
const SMALLEST_NORMAL = 2 ** -126;
const NORMAL = 2 ** 127;

/** n of 2ⁿ (1 + r), r from −1/3 to 1/3, for positive normal numbers. */
export function exponentOf(x: V128, library: Library): V128 {
  // The words of floats grow by 2²³ with each power of 2.
  return i32x4.shrS(i32x4.sub(x, library.constant(2 / 3)), i32.const(23));
}

/** n ln 2 + ln(1 + r), |r| ≤ 1/3. */
export function logarithm(
  f: FunctionBuilder,
  { exponent, rest }: { exponent: V128; rest: V128 },
  library: Library,
): V128 {
  const r = f.let(rest);
  const n = f.let(f32x4.convertI32(exponent));
  const low = library.madd(
    f32x4.mul(r, r),
    polynomial(f, r, COEFFICIENTS, library),
    f32x4.mul(n, library.constant(LN2_LOW)),
  );
  return library.madd(n, library.constant(LN2_HIGH), f32x4.add(low, r));
}

/** ln x of positive normal numbers. */
function ofNormal(
  f: FunctionBuilder,
  x: Local<"v128">,
  library: Library,
): V128 {
  const exponent = f.let(exponentOf(x, library));
  const mantissa = i32x4.sub(x, i32x4.shl(exponent, i32.const(23)));
  const rest = f32x4.sub(mantissa, library.constant(1));
  return logarithm(f, { exponent, rest }, library);
}

/** ln x. */
export const log: VectorFunction = {
  operands: 1,
  write: (f, [x], library) => {
    const result = f.let(ofNormal(f, x!, library));
    const isSpecial = f.let(
      i32x4.geU(
        i32x4.sub(x!, library.constant(SMALLEST_NORMAL)),
        library.constant(NORMAL),
      ),
    );
    f.if(v128.anyTrue(isSpecial), () => {
      const large = f.let(f32x4.mul(x!, f32x4.const(2 ** 23)));
      const ofSmall = f32x4.sub(
        ofNormal(f, large, library),
        f32x4.const(23 * Math.LN2),
      );
      const isSmall = v128.and(
        f32x4.gt(x!, i32x4.const(0)),
        f32x4.lt(x!, f32x4.const(SMALLEST_NORMAL)),
      );
      const limit = f32x4.sub(
        f32x4.sqrt(x!),
        v128.and(f32x4.eq(x!, i32x4.const(0)), f32x4.const(Infinity)),
      );
      const other = v128.select(ofSmall, limit, isSmall);
      f.set(result, v128.select(other, result, isSpecial));
    });
    return result;
  },
};
