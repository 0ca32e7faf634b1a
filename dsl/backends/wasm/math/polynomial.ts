import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { f32x4 } from "../../../../core/assembler/instructions.ts";
import type { Library } from "../library.ts";

type V128 = Expression<"v128">;

/**
 * c₀ + c₁x + c₂x² + …, by Estrin's scheme: (c₀ + c₁x) + (c₂ + c₃x)x² + …
 *
 * A few more products than by Horner's, but half as many that wait for one another.
 */
export function polynomial(
  f: FunctionBuilder,
  x: Local<"v128">,
  coefficients: readonly number[],
  library: Library,
): V128 {
  let power = x;
  let terms: V128[] = coefficients.map((each) => library.constant(each));
  while (terms.length > 3) {
    const pairs: V128[] = [];
    for (let i = 0; i < terms.length; i += 2) {
      const [low, high] = [terms[i]!, terms[i + 1]];
      pairs.push(high ? library.madd(high, power, low) : low);
    }
    terms = pairs;
    power = f.let(f32x4.mul(power, power));
  }
  return terms.reduceRight((sum, term) => library.madd(sum, power, term));
}
