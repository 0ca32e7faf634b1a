import { f32x4 } from "../../../../core/assembler/instructions.ts";
import { exponential } from "./exp.ts";
import type { VectorFunction } from "./functions.ts";
import { logarithmOfOneMore } from "./log1p.ts";

/** ln(1 + e^x) = max(x, 0) + ln(1 + e^−|x|). */
export const softplus: VectorFunction = {
  operands: 1,
  write: (f, [x], library) => {
    const opposite = f32x4.neg(f32x4.abs(x!));
    const power = f.let(exponential(f, opposite, library));
    const sum = f.let(f32x4.add(power, library.constant(1)));
    return f32x4.add(
      f32x4.pmax(x!, library.constant(0)),
      logarithmOfOneMore(f, power, sum, library),
    );
  },
};
