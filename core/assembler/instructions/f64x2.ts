import { apply } from "../expression.ts";
import {
  binary,
  constant,
  type Lanes,
  one,
  simd,
  type Unary,
  unary,
} from "./_forms.ts";

/** Two numbers of double precision. */
export const f64x2: Lanes<"f64"> & { readonly promoteF32: Unary<"v128"> } = {
  const: (value) => constant(Float64Array.of(value, value)),
  splat: one("v128", simd(0x14)),
  extract: (a, lane) => apply("f64", [...simd(0x21), lane], a),
  /** Lanes 0 and 1 of single precision. */
  promoteF32: unary(0x5f),
  add: binary(0xf0),
  sub: binary(0xf1),
  mul: binary(0xf2),
};
