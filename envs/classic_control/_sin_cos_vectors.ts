import type { Expression, Local } from "../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../core/assembler/function_builder.ts";
import { f64x2 } from "../../core/assembler/instructions.ts";
import type { ModuleBuilder } from "../../core/assembler/module_builder.ts";
import { C1, C2, C3, C4, C5, C6, S1, S2, S3, S4, S5, S6 } from "./_sin_cos.ts";

type V128 = Expression<"v128">;

/**
 * The sines and cosines of two angles within ±π/4, to the bit those that `sin`
 * and `cos` answer: the same operations in the same order.
 */
export function sinCosVectors(
  module: ModuleBuilder,
  f: FunctionBuilder,
  x: Local<"v128">,
): { readonly sin: Local<"v128">; readonly cos: Local<"v128"> } {
  const { add, sub, mul } = f64x2;
  const number = (value: number) => module.constant(f64x2.const(value));
  /** a + bz */
  const line = (a: number, z: V128, b: V128) => add(number(a), mul(z, b));

  const z = f.let(mul(x, x));
  const w = f.let(mul(z, z));
  // r = S₂ + z (S₃ + z S₄) + z³ (S₅ + z S₆)
  const sinRest = add(
    line(S2, z, line(S3, z, number(S4))),
    mul(mul(z, w), line(S5, z, number(S6))),
  );
  // sin x = x + z x (S₁ + z r)
  const sin = f.let(add(x, mul(mul(z, x), line(S1, z, sinRest))));
  // r = z (C₁ + z (C₂ + z C₃)) + w² (C₄ + z (C₅ + z C₆))
  const cosRest = add(
    mul(z, line(C1, z, line(C2, z, number(C3)))),
    mul(mul(w, w), line(C4, z, line(C5, z, number(C6)))),
  );
  // cos x = most + ((1 − most − z/2) + z r), where most is 1 − z/2, rounded
  const half = f.let(mul(number(0.5), z));
  const most = f.let(sub(number(1), half));
  const lost = sub(sub(number(1), most), half);
  const cos = f.let(add(most, add(lost, mul(z, cosRest))));
  return { sin, cos };
}
