import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import {
  f32x4,
  f64x2,
  i32,
  i32x4,
  v128,
} from "../../../../core/assembler/instructions.ts";
import type { Library } from "../library.ts";
import type { VectorFunction } from "./functions.ts";
import { onHost } from "./on_host.ts";
import { polynomial } from "./polynomial.ts";

type V128 = Expression<"v128">;

/** π/2 = high + low; `high` has so few bits that its products with whole numbers below 2²⁰ are exact. */
const HALF_PI_HIGH = 1.5707963267341256;
const HALF_PI_LOW = 6.077100506506192e-11;

/** 1.5 · 2⁵²: what is added to it is rounded to a whole number, that stands in its lowest bits. */
const ROUNDING = 1.5 * 2 ** 52;

/** Lanes that are not below are left to the host. */
const LIMIT = 2 ** 20;

/** (sin r − r) / r³ by powers of r², |r| ≤ π/4. */
const SIN = [-0.166666552, 0.00833218917, -0.000195182831] as const;

/** cos r by powers of r², |r| ≤ π/4. */
const COS = [1, -0.5, 0.0416666456, -0.00138873095, 2.44323273e-5] as const;

/** x = n π/2 + r, for two numbers of double precision. */
function split(
  f: FunctionBuilder,
  numbers: V128,
  library: Library,
): { n: Local<"v128">; r: V128 } {
  const x = f.let(numbers);
  const rounding = library.constant(f64x2.const(ROUNDING));
  const n = f.let(
    f64x2.add(
      f64x2.mul(x, library.constant(f64x2.const(2 / Math.PI))),
      rounding,
    ),
  );
  const whole = f.let(f64x2.sub(n, rounding));
  const minus = (from: V128, part: number) =>
    f64x2.sub(from, f64x2.mul(whole, library.constant(f64x2.const(part))));
  return { n, r: f32x4.demoteF64(minus(minus(x, HALF_PI_HIGH), HALF_PI_LOW)) };
}

/** sin(x + turn π/2), for |x| below the limit. */
function wave(
  f: FunctionBuilder,
  x: Local<"v128">,
  turn: number,
  library: Library,
): V128 {
  const low = split(f, f64x2.promoteF32(x), library);
  const high = split(
    f,
    f64x2.promoteF32(v128.shuffle(x, x, [2, 3, 2, 3])),
    library,
  );
  const r = f.let(v128.shuffle(low.r, high.r, [0, 1, 4, 5]));
  const rounded = v128.shuffle(low.n, high.n, [0, 2, 4, 6]);
  const n = f.let(
    turn === 0
      ? rounded
      : i32x4.add(rounded, library.constant(i32x4.const(turn))),
  );
  const square = f.let(f32x4.mul(r, r));
  const sine = v128.or(
    library.madd(f32x4.mul(r, square), polynomial(f, square, SIN, library), r),
    v128.and(r, library.constant(-0)),
  );
  const cosine = polynomial(f, square, COS, library);
  const isOdd = i32x4.shrS(i32x4.shl(n, i32.const(31)), i32.const(31));
  const sign = i32x4.shl(i32x4.shrU(n, i32.const(1)), i32.const(31));
  return v128.xor(v128.select(cosine, sine, isOdd), sign);
}

function trigonometric(name: "sin" | "cos"): VectorFunction {
  return {
    operands: 1,
    write: (f, [x], library) => {
      const result = f.let(wave(f, x!, name === "sin" ? 0 : 1, library));
      const isFar = f.let(
        v128.not(f32x4.lt(f32x4.abs(x!), library.constant(LIMIT))),
      );
      f.if(v128.anyTrue(isFar), () => {
        const far = onHost(name, [x!], library);
        f.set(result, v128.select(far, result, isFar));
      });
      return result;
    },
  };
}

/** The sine of radians. */
export const sin: VectorFunction = trigonometric("sin");

/** The cosine of radians. */
export const cos: VectorFunction = trigonometric("cos");
