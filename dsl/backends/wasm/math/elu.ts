import { f32x4, v128 } from "../../../../core/assembler/instructions.ts";
import { exponentialMinusOne } from "./expm1.ts";
import type { VectorFunction } from "./functions.ts";

/** x above 0, e^x − 1 below. */
export const elu: VectorFunction = {
  operands: 1,
  write: (f, [x], library) => {
    const below = f.let(exponentialMinusOne(f, x!, library));
    return v128.select(x!, below, f32x4.gt(x!, library.constant(0)));
  },
};
