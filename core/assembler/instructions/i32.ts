import { signed } from "../encode.ts";
import { act, type Address, apply, type Expression } from "../expression.ts";
import {
  at,
  atomic,
  type Binary,
  type Constant,
  type Load,
  type Of,
  one,
  type Store,
  two,
  type Unary,
} from "./_forms.ts";

type I32 = Expression<"i32">;

const binary = (code: number): Binary<"i32"> => two("i32", [code]);

/** Whole numbers of 32 bits; addresses, counters and conditions (0 or not). */
export const i32:
  & Of<"eqz", Unary<"i32">>
  & Of<"eq" | "ltS" | "ltU" | "gtS" | "gtU", Binary<"i32">>
  & Of<"leS" | "leU" | "geU", Binary<"i32">>
  & Of<"add" | "sub" | "mul" | "divU" | "remU", Binary<"i32">>
  & Of<"and" | "shl", Binary<"i32">>
  & {
    readonly const: Constant<"i32">;
    readonly load: Load<"i32">;
    readonly store: Store<"i32">;
    /** `a` where the condition is not 0, else `b`. */
    readonly select: (a: I32, b: I32, condition: I32) => I32;
    /** What other threads see as a whole, in one order. */
    readonly atomic: {
      readonly load: Load<"i32">;
      readonly store: Store<"i32">;
      /** Adds; leaves the value from before. */
      readonly add: (address: Address, value: I32, offset?: number) => I32;
    };
  } = {
    const: (value) => apply("i32", [0x41, ...signed(value)]),
    load: (address, offset = 0) =>
      apply("i32", [0x28, ...at(2, offset)], address),
    store: (address, value, offset = 0) =>
      act([0x36, ...at(2, offset)], address, value),
    eqz: one("i32", [0x45]),
    eq: binary(0x46),
    ltS: binary(0x48),
    ltU: binary(0x49),
    gtS: binary(0x4a),
    gtU: binary(0x4b),
    leS: binary(0x4c),
    leU: binary(0x4d),
    geU: binary(0x4f),
    add: binary(0x6a),
    sub: binary(0x6b),
    mul: binary(0x6c),
    divU: binary(0x6e),
    remU: binary(0x70),
    and: binary(0x71),
    shl: binary(0x74),
    select: (a, b, condition) => apply("i32", [0x1b], a, b, condition),
    atomic: {
      load: (address, offset = 0) =>
        apply("i32", [...atomic(0x10), ...at(2, offset)], address),
      store: (address, value, offset = 0) =>
        act([...atomic(0x17), ...at(2, offset)], address, value),
      add: (address, value, offset = 0) =>
        apply("i32", [...atomic(0x1e), ...at(2, offset)], address, value),
    },
  };
