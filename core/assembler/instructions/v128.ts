import {
  act,
  type Address,
  apply,
  type Expression,
  type Statement,
} from "../expression.ts";
import {
  at,
  type Binary,
  binary,
  constant,
  type Conversion,
  type Load,
  type Of,
  one,
  simd,
  type Store,
  type Ternary,
  ternary,
  type Unary,
  unary,
} from "./_forms.ts";

type V128 = Expression<"v128">;

/** Stores one part of a vector, by its number. */
type StorePart = (
  address: Address,
  value: V128,
  part: number,
  offset?: number,
) => Statement;

const load = (code: number): Load<"v128"> => {
  const instruction = simd(code);
  return (address, offset = 0) =>
    apply("v128", [...instruction, ...at(0, offset)], address);
};

const storePart = (code: number): StorePart => {
  const instruction = simd(code);
  return (address, value, part, offset = 0) =>
    act([...instruction, ...at(0, offset), part], address, value);
};

/** 16 bytes, whatever stands in them. */
export const v128:
  & Of<"not", Unary<"v128">>
  & Of<"and" | "andNot" | "or" | "xor", Binary<"v128">>
  & Of<"load" | "loadSplat" | "load1" | "load2", Load<"v128">>
  & Of<"storeLane" | "storeHalf", StorePart>
  & {
    readonly loadLane: (
      address: Address,
      value: V128,
      lane: number,
      offset?: number,
    ) => V128;
    readonly store: Store<"v128">;
    readonly const: (a: number, b: number, c: number, d: number) => V128;
    readonly shuffle: (
      a: V128,
      b: V128,
      lanes: readonly [number, number, number, number],
    ) => V128;
    readonly select: Ternary;
    readonly anyTrue: Conversion<"v128", "i32">;
  } = {
    load: load(0x00),
    /** One element of 4 bytes, in each of the four lanes. */
    loadSplat: load(0x09),
    /** One element of 4 bytes in lane 0, zeros in the others. */
    load1: load(0x5c),
    /** Two elements of 4 bytes in lanes 0 and 1, zeros in the others. */
    load2: load(0x5d),
    /** Fills one lane of a vector with an element of 4 bytes. */
    loadLane: (address, value, lane, offset = 0) =>
      apply("v128", [...simd(0x56), ...at(0, offset), lane], address, value),
    store: (address, value, offset = 0) =>
      act([...simd(0x0b), ...at(0, offset)], address, value),
    /** Stores one lane of 4 bytes. */
    storeLane: storePart(0x5a),
    /** Stores two lanes, 0 and 1 or 2 and 3, by half. */
    storeHalf: storePart(0x5b),
    /** Four elements of 4 bytes, by their bits. */
    const: (a, b, c, d) => constant(Int32Array.of(a, b, c, d)),
    /** Lanes 0 to 3 of `a`, 4 to 7 of `b`. */
    shuffle: (a, b, lanes) => {
      const bytes = lanes.flatMap((lane) =>
        [0, 1, 2, 3].map((byte) => 4 * lane + byte)
      );
      return apply("v128", [...simd(0x0d), ...bytes], a, b);
    },
    not: unary(0x4d),
    and: binary(0x4e),
    /** `a` and not `b`. */
    andNot: binary(0x4f),
    or: binary(0x50),
    xor: binary(0x51),
    /** Bits of `a` where the mask has ones, else of `b`. */
    select: ternary(0x52),
    anyTrue: one("i32", simd(0x53)),
  };
