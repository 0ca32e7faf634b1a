import { apply, type Expression } from "../expression.ts";
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

type V128 = Expression<"v128">;
type Shift = (a: V128, bits: Expression<"i32">) => V128;

const shift = (code: number): Shift => {
  const instruction = simd(code);
  return (a, bits) => apply("v128", instruction, a, bits);
};

/** Four whole numbers of 32 bits. A comparison leaves all ones where it holds. */
export const i32x4:
  & Lanes<"i32">
  & Of<Comparison | "geU" | "min" | "max", Binary<"v128">>
  & Of<"shl" | "shrS" | "shrU", Shift>
  & Of<"abs" | "neg" | "truncF32", Unary<"v128">> = {
    const: (value) => constant(Int32Array.of(value, value, value, value)),
    splat: one("v128", simd(0x11)),
    extract: (a, lane) => apply("i32", [...simd(0x1b), lane], a),
    eq: binary(0x37),
    ne: binary(0x38),
    lt: binary(0x39),
    gt: binary(0x3b),
    le: binary(0x3d),
    ge: binary(0x3f),
    geU: binary(0x40),
    abs: unary(0xa0),
    neg: unary(0xa1),
    shl: shift(0xab),
    shrS: shift(0xac),
    shrU: shift(0xad),
    add: binary(0xae),
    sub: binary(0xb1),
    mul: binary(0xb5),
    min: binary(0xb6),
    max: binary(0xb8),
    /** Rounds towards 0; NaN becomes 0, what is too large the largest. */
    truncF32: unary(0xf8),
  };
