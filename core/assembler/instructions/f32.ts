import { float32 } from "../encode.ts";
import { act, apply } from "../expression.ts";
import {
  at,
  type Binary,
  type Constant,
  type Conversion,
  type Load,
  one,
  type Store,
  two,
} from "./_forms.ts";

/** Single numbers of single precision. */
export const f32: {
  readonly const: Constant<"f32">;
  readonly load: Load<"f32">;
  readonly store: Store<"f32">;
  readonly add: Binary<"f32">;
  readonly demoteF64: Conversion<"f64", "f32">;
} = {
  const: (value) => apply("f32", [0x43, ...float32(value)]),
  load: (address, offset = 0) =>
    apply("f32", [0x2a, ...at(2, offset)], address),
  store: (address, value, offset = 0) =>
    act([0x38, ...at(2, offset)], address, value),
  add: two("f32", [0x92]),
  demoteF64: one("f32", [0xb6]),
};
