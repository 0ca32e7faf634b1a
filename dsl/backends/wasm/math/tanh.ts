import {
  f32x4,
  i32,
  i32x4,
  v128,
} from "../../../../core/assembler/instructions.ts";
import { growth } from "./expm1.ts";
import type { VectorFunction } from "./functions.ts";
import { splitPower } from "./split_power.ts";

/** From here on, the result is 1. */
const HIGHEST = 9.02;

/** tanh |x| = (e^(2|x|) − 1) / (e^(2|x|) + 1), and the sign of x. */
export const tanh: VectorFunction = {
  operands: 1,
  write: (f, [x], library) => {
    const magnitude = f.let(f32x4.abs(x!));
    const bounded = f.let(f32x4.pmin(magnitude, library.constant(HIGHEST)));
    const { exponent, rest } = splitPower(
      f,
      f32x4.add(bounded, bounded),
      127,
      library,
    );
    const power = f.let(i32x4.shl(exponent, i32.const(23)));
    const one = library.constant(1);
    // e^(2|x|) − 1 = 2ⁿ (e^r − 1) + (2ⁿ − 1)
    const grown = f.let(library.madd(
      growth(f, rest, library),
      power,
      f32x4.sub(power, one),
    ));
    const sign = v128.xor(x!, magnitude);
    return v128.xor(
      f32x4.div(grown, f32x4.add(grown, library.constant(2))),
      sign,
    );
  },
};
