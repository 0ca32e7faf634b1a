import type { Expression } from "./expression.ts";
import { i32 } from "./instructions.ts";

/** The lesser of two unsigned numbers, each of which is computed twice. */
export function lesser(
  a: Expression<"i32">,
  b: Expression<"i32">,
): Expression<"i32"> {
  return i32.select(a, b, i32.ltU(a, b));
}
