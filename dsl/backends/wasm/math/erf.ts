import { f32x4, v128 } from "../../../../core/assembler/instructions.ts";
import { smallExponential } from "./exp.ts";
import type { VectorFunction } from "./functions.ts";
import { polynomial } from "./polynomial.ts";

/** From here on, the result is 1. */
const HIGHEST = 4;

/** Where the one polynomial ends and the other begins. */
const MIDDLE = 0.927734375;

/** (erf x − x) / x, by powers of x². */
const NEAR = [
  1.28379166e-1,
  -3.76125336e-1,
  1.12819925e-1,
  -2.67681349e-2,
  4.99119423e-3,
  -5.96761703e-4,
] as const;

/** ln(1 − erf x), by powers of x. */
const FAR = [
  0,
  -1.128717512,
  -6.34846687e-1,
  -1.06777877e-1,
  2.42546219e-2,
  -3.88396438e-3,
  3.83197126e-4,
  -1.72853470e-5,
] as const;

/** The error function, 2/√π ∫₀ˣ e^(−t²) dt. */
export const erf: VectorFunction = {
  operands: 1,
  write: (f, [x], library) => {
    const magnitude = f.let(f32x4.abs(x!));
    const square = f.let(f32x4.mul(x!, x!));
    const near = f.let(
      library.madd(polynomial(f, square, NEAR, library), x!, x!),
    );
    const bounded = f.let(f32x4.pmin(magnitude, library.constant(HIGHEST)));
    const rest = smallExponential(
      f,
      polynomial(f, bounded, FAR, library),
      library,
    );
    const far = v128.or(
      f32x4.sub(library.constant(1), rest),
      v128.and(x!, library.constant(-0)),
    );
    const isFar = f32x4.gt(magnitude, library.constant(MIDDLE));
    return v128.select(far, near, isFar);
  },
};
