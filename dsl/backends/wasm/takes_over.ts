import type { DType } from "../../graph/node.ts";
import type { Expression } from "../../../core/assembler/expression.ts";
import { f32x4, i32x4, v128 } from "../../../core/assembler/instructions.ts";

type V128 = Expression<"v128">;

/** Which element is looked for. */
export type Extreme = "largest" | "smallest";

/** In which lanes an element takes the place of the best one before it: if it is better, or the first NaN. */
export function takesOver(
  extreme: Extreme,
  dtype: DType,
  best: V128,
  next: V128,
): V128 {
  if (dtype !== "float32") {
    return (extreme === "largest" ? i32x4.gt : i32x4.lt)(next, best);
  }
  const isAsGood = (extreme === "largest" ? f32x4.ge : f32x4.le)(best, next);
  return v128.andNot(f32x4.eq(best, best), isAsGood);
}
