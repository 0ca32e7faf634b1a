import { float64 } from "../encode.ts";
import { apply } from "../expression.ts";
import { type Constant, type Conversion, one } from "./_forms.ts";

/** Single numbers of double precision. */
export const f64: {
  readonly const: Constant<"f64">;
  readonly promoteF32: Conversion<"f32", "f64">;
} = {
  const: (value) => apply("f64", [0x44, ...float64(value)]),
  promoteF32: one("f64", [0xbb]),
};
