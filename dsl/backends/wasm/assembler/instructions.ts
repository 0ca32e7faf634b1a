import { type Bytes, float32, float64, signed, unsigned } from "./encode.ts";
import { act, type Address, apply } from "./expression.ts";
import type { Expression, Statement, ValueType } from "./expression.ts";

type I32 = Expression<"i32">;
type F32 = Expression<"f32">;
type F64 = Expression<"f64">;
type V128 = Expression<"v128">;

/** Instructions of more than one byte begin with a prefix. */
const simd = (code: number): Bytes => [0xfd, ...unsigned(code)];
const bulk = (code: number): Bytes => [0xfc, ...unsigned(code)];
const atomic = (code: number): Bytes => [0xfe, ...unsigned(code)];

/** Alignment of an access as a power of 2, and the bytes added to its address. */
const at = (alignment: number, offset: number): number[] => [
  alignment,
  ...unsigned(offset),
];

/** An instruction with one operand. */
const one =
  <A extends ValueType, T extends ValueType>(type: T, code: Bytes) =>
  (a: Expression<A>): Expression<T> => apply(type, code, a);

/** An instruction with two operands of one type. */
const two =
  <A extends ValueType, T extends ValueType>(type: T, code: Bytes) =>
  (a: Expression<A>, b: Expression<A>): Expression<T> =>
    apply(type, code, a, b);

/** An instruction with three operands of one type. */
const three =
  <T extends ValueType>(type: T, code: Bytes) =>
  (a: Expression<T>, b: Expression<T>, c: Expression<T>): Expression<T> =>
    apply(type, code, a, b, c);

const unaryI32 = (code: number) => one<"i32", "i32">("i32", [code]);
const binaryI32 = (code: number) => two<"i32", "i32">("i32", [code]);
const unaryF64 = (code: number) => one<"f64", "f64">("f64", [code]);
const binaryF64 = (code: number) => two<"f64", "f64">("f64", [code]);
const binaryF32 = (code: number) => two<"f32", "f32">("f32", [code]);
const unary = (code: number) => one<"v128", "v128">("v128", simd(code));
const binary = (code: number) => two<"v128", "v128">("v128", simd(code));
const ternary = (code: number) => three<"v128">("v128", simd(code));
const shift = (code: number) => {
  const instruction = simd(code);
  return (a: V128, bits: I32): V128 => apply("v128", instruction, a, bits);
};
const load = (code: number) => {
  const instruction = simd(code);
  return (address: Address, offset = 0): V128 =>
    apply("v128", [...instruction, ...at(0, offset)], address);
};
const storeLane = (code: number) => {
  const instruction = simd(code);
  return (address: Address, value: V128, lane: number, offset = 0): Statement =>
    act([...instruction, ...at(0, offset), lane], address, value);
};
const loadLane = (code: number) => {
  const instruction = simd(code);
  return (address: Address, value: V128, lane: number, offset = 0): V128 =>
    apply("v128", [...instruction, ...at(0, offset), lane], address, value);
};

/** The 16 bytes of an array. */
const constant = ({ buffer }: Int32Array | Float32Array | Float64Array): V128 =>
  apply("v128", [0xfd, 0x0c, ...new Uint8Array(buffer)]);

type Unary<T extends ValueType> = (a: Expression<T>) => Expression<T>;
type Binary<T extends ValueType> = (
  a: Expression<T>,
  b: Expression<T>,
) => Expression<T>;
type Ternary = (a: V128, b: V128, c: V128) => V128;
type Load<T extends ValueType> = (
  address: Address,
  offset?: number,
) => Expression<T>;
type Store<T extends ValueType> = (
  address: Address,
  value: Expression<T>,
  offset?: number,
) => Statement;
type Shift = (a: V128, bits: I32) => V128;
type Constant<T extends ValueType> = (value: number) => Expression<T>;
/** Instructions of one form, by name. */
type Of<Names extends string, Form> = { readonly [N in Names]: Form };

/** Instructions on lanes, of every lane type. */
interface Lanes<T extends ValueType>
  extends
    Of<"abs" | "neg", Unary<"v128">>,
    Of<"add" | "sub" | "mul", Binary<"v128">> {
  readonly const: Constant<"v128">;
  readonly splat: (value: Expression<T>) => V128;
  readonly extract: (a: V128, lane: number) => Expression<T>;
  readonly replace: (a: V128, lane: number, value: Expression<T>) => V128;
}
type Comparison = "eq" | "ne" | "lt" | "gt" | "le" | "ge";

/** Whole numbers of 32 bits; addresses, counters and conditions (0 or not). */
export const i32:
  & Of<"eqz", Unary<"i32">>
  & Of<
    | "eq"
    | "ne"
    | "ltS"
    | "ltU"
    | "gtS"
    | "gtU"
    | "leS"
    | "leU"
    | "geS"
    | "geU"
    | "add"
    | "sub"
    | "mul"
    | "divS"
    | "divU"
    | "remS"
    | "remU"
    | "and"
    | "or"
    | "xor"
    | "shl"
    | "shrS"
    | "shrU",
    Binary<"i32">
  >
  & {
    readonly const: Constant<"i32">;
    readonly load: Load<"i32">;
    readonly store: Store<"i32">;
    readonly select: (a: I32, b: I32, condition: I32) => I32;
    readonly truncF64: (a: F64) => I32;
    readonly atomic: {
      readonly load: Load<"i32">;
      readonly store: Store<"i32">;
      readonly add: (address: Address, value: I32, offset?: number) => I32;
    };
  } = {
    const: (value: number): I32 => apply("i32", [0x41, ...signed(value)]),
    load: (address: Address, offset = 0): I32 =>
      apply("i32", [0x28, ...at(2, offset)], address),
    store: (address: Address, value: I32, offset = 0): Statement =>
      act([0x36, ...at(2, offset)], address, value),
    eqz: unaryI32(0x45),
    eq: binaryI32(0x46),
    ne: binaryI32(0x47),
    ltS: binaryI32(0x48),
    ltU: binaryI32(0x49),
    gtS: binaryI32(0x4a),
    gtU: binaryI32(0x4b),
    leS: binaryI32(0x4c),
    leU: binaryI32(0x4d),
    geS: binaryI32(0x4e),
    geU: binaryI32(0x4f),
    add: binaryI32(0x6a),
    sub: binaryI32(0x6b),
    mul: binaryI32(0x6c),
    divS: binaryI32(0x6d),
    divU: binaryI32(0x6e),
    remS: binaryI32(0x6f),
    remU: binaryI32(0x70),
    and: binaryI32(0x71),
    or: binaryI32(0x72),
    xor: binaryI32(0x73),
    shl: binaryI32(0x74),
    shrS: binaryI32(0x75),
    shrU: binaryI32(0x76),
    /** `a` where the condition is not 0, else `b`. */
    select: (a: I32, b: I32, condition: I32): I32 =>
      apply("i32", [0x1b], a, b, condition),
    /** Rounds towards 0; NaN becomes 0, what is too large the largest. */
    truncF64: one<"f64", "i32">("i32", bulk(2)),
    atomic: {
      load: (address: Address, offset = 0): I32 =>
        apply("i32", [...atomic(0x10), ...at(2, offset)], address),
      store: (address: Address, value: I32, offset = 0): Statement =>
        act([...atomic(0x17), ...at(2, offset)], address, value),
      /** Adds; leaves the value from before. */
      add: (address: Address, value: I32, offset = 0): I32 =>
        apply("i32", [...atomic(0x1e), ...at(2, offset)], address, value),
    },
  };

/** Single numbers of single precision. */
export const f32: Of<"add" | "sub" | "mul" | "div", Binary<"f32">> & {
  readonly const: Constant<"f32">;
  readonly load: Load<"f32">;
  readonly store: Store<"f32">;
  readonly demoteF64: (a: F64) => F32;
} = {
  const: (value: number): F32 => apply("f32", [0x43, ...float32(value)]),
  load: (address: Address, offset = 0): F32 =>
    apply("f32", [0x2a, ...at(2, offset)], address),
  store: (address: Address, value: F32, offset = 0): Statement =>
    act([0x38, ...at(2, offset)], address, value),
  add: binaryF32(0x92),
  sub: binaryF32(0x93),
  mul: binaryF32(0x94),
  div: binaryF32(0x95),
  demoteF64: one<"f64", "f32">("f32", [0xb6]),
};

/** Single numbers of double precision. */
export const f64:
  & Of<"neg" | "abs", Unary<"f64">>
  & Of<"add" | "sub" | "mul" | "div", Binary<"f64">>
  & {
    readonly const: Constant<"f64">;
    readonly convertI32: (a: I32) => F64;
    readonly promoteF32: (a: F32) => F64;
  } = {
    const: (value: number): F64 => apply("f64", [0x44, ...float64(value)]),
    add: binaryF64(0xa0),
    sub: binaryF64(0xa1),
    mul: binaryF64(0xa2),
    div: binaryF64(0xa3),
    neg: unaryF64(0x9a),
    abs: unaryF64(0x99),
    convertI32: one<"i32", "f64">("f64", [0xb7]),
    promoteF32: one<"f32", "f64">("f64", [0xbb]),
  };

/** 16 bytes, whatever stands in them. */
export const v128:
  & Of<"not", Unary<"v128">>
  & Of<"and" | "andNot" | "or" | "xor", Binary<"v128">>
  & Of<"load" | "loadSplat" | "load1" | "load2", Load<"v128">>
  & {
    readonly loadLane: (
      address: Address,
      value: V128,
      lane: number,
      offset?: number,
    ) => V128;
    readonly store: Store<"v128">;
    readonly storeLane: (
      address: Address,
      value: V128,
      lane: number,
      offset?: number,
    ) => Statement;
    readonly storeHalf: (
      address: Address,
      value: V128,
      half: number,
      offset?: number,
    ) => Statement;
    readonly const: (a: number, b: number, c: number, d: number) => V128;
    readonly shuffle: (
      a: V128,
      b: V128,
      lanes: readonly [number, number, number, number],
    ) => V128;
    readonly select: Ternary;
    readonly anyTrue: (a: V128) => I32;
  } = {
    load: load(0x00),
    /** One element of 4 bytes, in each of the four lanes. */
    loadSplat: load(0x09),
    /** One element of 4 bytes in lane 0, zeros in the others. */
    load1: load(0x5c),
    /** Two elements of 4 bytes in lanes 0 and 1, zeros in the others. */
    load2: load(0x5d),
    /** Fills one lane of a vector with an element of 4 bytes. */
    loadLane: loadLane(0x56),
    store: (address: Address, value: V128, offset = 0): Statement =>
      act([...simd(0x0b), ...at(0, offset)], address, value),
    /** Stores one lane of 4 bytes. */
    storeLane: storeLane(0x5a),
    /** Stores two lanes, 0 and 1 or 2 and 3, by half. */
    storeHalf: storeLane(0x5b),
    /** Four elements of 4 bytes, by their bits. */
    const: (a: number, b: number, c: number, d: number): V128 =>
      constant(Int32Array.of(a, b, c, d)),
    /** Lanes 0 to 3 of `a`, 4 to 7 of `b`. */
    shuffle: (
      a: V128,
      b: V128,
      lanes: readonly [number, number, number, number],
    ): V128 =>
      apply(
        "v128",
        [
          ...simd(0x0d),
          ...lanes.flatMap((lane) =>
            [0, 1, 2, 3].map((byte) => 4 * lane + byte)
          ),
        ],
        a,
        b,
      ),
    not: unary(0x4d),
    and: binary(0x4e),
    /** `a` and not `b`. */
    andNot: binary(0x4f),
    or: binary(0x50),
    xor: binary(0x51),
    /** Bits of `a` where the mask has ones, else of `b`. */
    select: ternary(0x52),
    anyTrue: one<"v128", "i32">("i32", simd(0x53)),
  };

/** Four whole numbers of 32 bits. A comparison leaves all ones where it holds. */
export const i32x4:
  & Lanes<"i32">
  & Of<Comparison | "geU" | "min" | "max", Binary<"v128">>
  & Of<"shl" | "shrS" | "shrU", Shift>
  & Of<"truncF32", Unary<"v128">>
  & Of<"allTrue" | "bitmask", (a: V128) => I32> = {
    const: (value: number): V128 => v128.const(value, value, value, value),
    splat: one<"i32", "v128">("v128", simd(0x11)),
    extract: (a: V128, lane: number): I32 =>
      apply("i32", [...simd(0x1b), lane], a),
    replace: (a: V128, lane: number, value: I32): V128 =>
      apply("v128", [...simd(0x1c), lane], a, value),
    eq: binary(0x37),
    ne: binary(0x38),
    lt: binary(0x39),
    gt: binary(0x3b),
    le: binary(0x3d),
    ge: binary(0x3f),
    geU: binary(0x40),
    abs: unary(0xa0),
    neg: unary(0xa1),
    allTrue: one<"v128", "i32">("i32", simd(0xa3)),
    /** The sign bit of each lane, in bits 0 to 3. */
    bitmask: one<"v128", "i32">("i32", simd(0xa4)),
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

/** Four numbers of single precision. A comparison leaves all ones where it holds. */
export const f32x4:
  & Lanes<"f32">
  & Of<
    Comparison | "div" | "min" | "max" | "pmin" | "pmax",
    Binary<"v128">
  >
  & Of<
    | "ceil"
    | "floor"
    | "trunc"
    | "nearest"
    | "sqrt"
    | "convertI32"
    | "demoteF64",
    Unary<"v128">
  >
  & Of<"relaxedMadd" | "relaxedNmadd", Ternary> = {
    const: (value: number): V128 =>
      constant(Float32Array.of(value, value, value, value)),
    splat: one<"f32", "v128">("v128", simd(0x13)),
    extract: (a: V128, lane: number): F32 =>
      apply("f32", [...simd(0x1f), lane], a),
    replace: (a: V128, lane: number, value: F32): V128 =>
      apply("v128", [...simd(0x20), lane], a, value),
    eq: binary(0x41),
    ne: binary(0x42),
    lt: binary(0x43),
    gt: binary(0x44),
    le: binary(0x45),
    ge: binary(0x46),
    ceil: unary(0x67),
    floor: unary(0x68),
    trunc: unary(0x69),
    nearest: unary(0x6a),
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

/** Two numbers of double precision. */
export const f64x2:
  & Lanes<"f64">
  & Of<"div", Binary<"v128">>
  & Of<"promoteF32" | "sqrt", Unary<"v128">> = {
    const: (value: number): V128 => constant(Float64Array.of(value, value)),
    splat: one<"f64", "v128">("v128", simd(0x14)),
    extract: (a: V128, lane: number): F64 =>
      apply("f64", [...simd(0x21), lane], a),
    replace: (a: V128, lane: number, value: F64): V128 =>
      apply("v128", [...simd(0x22), lane], a, value),
    /** Lanes 0 and 1 of single precision. */
    promoteF32: unary(0x5f),
    abs: unary(0xec),
    neg: unary(0xed),
    sqrt: unary(0xef),
    add: binary(0xf0),
    sub: binary(0xf1),
    mul: binary(0xf2),
    div: binary(0xf3),
  };

/** Ends everything with an error. */
export const unreachable: Statement = act([0x00]);

/** Whole stretches of memory. */
export const memory: {
  readonly copy: (to: Address, from: Address, bytes: I32) => Statement;
  readonly fill: (to: Address, byte: I32, bytes: I32) => Statement;
  readonly wait: (address: Address, value: I32) => I32;
  readonly notify: (address: Address, count: I32) => I32;
} = {
  copy: (to: Address, from: Address, bytes: I32): Statement =>
    act([...bulk(10), 0, 0], to, from, bytes),
  fill: (to: Address, byte: I32, bytes: I32): Statement =>
    act([...bulk(11), 0], to, byte, bytes),
  /** Sleeps while the word has this value; leaves 0 if woken, 1 if it had another. */
  wait: (address: Address, value: I32): I32 =>
    apply(
      "i32",
      [...atomic(0x01), ...at(2, 0)],
      address,
      value,
      // No limit of time: −1, as an i64.
      apply("i32", [0x42, 0x7f]),
    ),
  /** Wakes those who sleep at a word; leaves their number. */
  notify: (address: Address, count: I32): I32 =>
    apply("i32", [...atomic(0x00), ...at(2, 0)], address, count),
};
