import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { f32x4 } from "../../../../core/assembler/instructions.ts";
import type { Library } from "../library.ts";
import { LN2_HIGH, LN2_LOW } from "./ln2.ts";

type V128 = Expression<"v128">;

/** 1.5 · 2²³: what is added to it is rounded to a whole number, that stands in its lowest bits. */
const ROUNDING = 1.5 * 2 ** 23;

/** e^x as 2ⁿ · e^r. */
export interface SplitPower {
  /** Words with n + bias in their lowest bits. */
  readonly exponent: Local<"v128">;
  /** r, between ± ln 2 / 2. */
  readonly rest: Local<"v128">;
}

/** x = n ln 2 + r, in each lane, |x| at most some hundreds. */
export function splitPower(
  f: FunctionBuilder,
  x: V128,
  bias: number,
  library: Library,
): SplitPower {
  const whole = f.let(x);
  const rounding = library.constant(ROUNDING + bias);
  const exponent = f.let(
    library.madd(whole, library.constant(Math.LOG2E), rounding),
  );
  const n = f.let(f32x4.sub(exponent, rounding));
  const rest = f.let(library.nmadd(
    n,
    library.constant(LN2_LOW),
    library.nmadd(n, library.constant(LN2_HIGH), whole),
  ));
  return { exponent, rest };
}
