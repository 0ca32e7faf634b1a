import { f32x4 } from "../../../../core/assembler/instructions.ts";
import { exponential } from "./exp.ts";
import type { VectorFunction } from "./functions.ts";

/** From here on, the result is 1. */
const HIGHEST = 20;

/** 1 / (1 + e⁻ˣ) = e^x / (1 + e^x). */
export const sigmoid: VectorFunction = {
  operands: 1,
  write: (f, [x], library) => {
    const bounded = f32x4.pmin(x!, library.constant(HIGHEST));
    const power = f.let(exponential(f, bounded, library));
    return f32x4.div(power, f32x4.add(power, library.constant(1)));
  },
};
