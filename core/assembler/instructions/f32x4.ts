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
  type Ternary,
  ternary,
  type Unary,
  unary,
} from "./_forms.ts";

type V128 = Expression<"v128">;

/** Four numbers of single precision. A comparison leaves all ones where it holds. */
export const f32x4:
  & Lanes<"f32">
  & Of<Comparison | "div" | "min" | "max" | "pmin" | "pmax", Binary<"v128">>
  & Of<"abs" | "neg" | "sqrt" | "floor" | "trunc", Unary<"v128">>
  & Of<"convertI32" | "demoteF64", Unary<"v128">>
  & Of<"relaxedMadd" | "relaxedNmadd", Ternary>
  & {
    readonly replace: (
      a: V128,
      lane: number,
      value: Expression<"f32">,
    ) => V128;
  } = {
    const: (value) => constant(Float32Array.of(value, value, value, value)),
    splat: one("v128", simd(0x13)),
    extract: (a, lane) => apply("f32", [...simd(0x1f), lane], a),
    replace: (a, lane, value) => apply("v128", [...simd(0x20), lane], a, value),
    eq: binary(0x41),
    ne: binary(0x42),
    lt: binary(0x43),
    gt: binary(0x44),
    le: binary(0x45),
    ge: binary(0x46),
    floor: unary(0x68),
    trunc: unary(0x69),
    abs: unary(0xe0),
    neg: unary(0xe1),
    sqrt: unary(0xe3),
    add: binary(0xe4),
    sub: binary(0xe5),
    mul: binary(0xe6),
    div: binary(0xe7),
    /** NaN if either is. */
    min: binary(0xe8),
    /** NaN if either is. */
    max: binary(0xe9),
    /** b < a ? b : a */
    pmin: binary(0xea),
    /** a < b ? b : a */
    pmax: binary(0xeb),
    convertI32: unary(0xfa),
    /** Lanes 0 and 1 from double precision, zeros in the others. */
    demoteF64: unary(0x5e),
    /** a · b + c, rounded once or twice as the machine likes. */
    relaxedMadd: ternary(0x105),
    /** c − a · b, rounded once or twice as the machine likes. */
    relaxedNmadd: ternary(0x106),
  };
