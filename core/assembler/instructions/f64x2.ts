import { apply } from "../expression.ts";
import {
  type Binary,
  binary,
  type Comparison,
  constant,
  type Lanes,
  type Of,
  one,
  simd,
  type Unary,
  unary,
} from "./_forms.ts";

/** Two numbers of double precision. A comparison leaves all ones where it holds. */
export const f64x2:
  & Lanes<"f64">
  & Of<Comparison | "div", Binary<"v128">>
  & Of<"abs" | "promoteF32", Unary<"v128">> = {
    const: (value) => constant(Float64Array.of(value, value)),
    splat: one("v128", simd(0x14)),
    extract: (a, lane) => apply("f64", [...simd(0x21), lane], a),
    /** Lanes 0 and 1 of single precision. */
    promoteF32: unary(0x5f),
    eq: binary(0x47),
    ne: binary(0x48),
    lt: binary(0x49),
    gt: binary(0x4a),
    le: binary(0x4b),
    ge: binary(0x4c),
    abs: unary(0xec),
    add: binary(0xf0),
    sub: binary(0xf1),
    mul: binary(0xf2),
    div: binary(0xf3),
  };
