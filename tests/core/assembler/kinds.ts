import fc from "fast-check";
import type {
  Expression,
  ValueType,
} from "../../../core/assembler/expression.ts";
import {
  f32,
  f32x4,
  f64,
  f64x2,
  i32,
  i32x4,
  v128,
} from "../../../core/assembler/instructions.ts";

/** What values are: a number, or the numbers in the lanes of a vector. */
export type Kind = "i32" | "f32" | "f64" | "i32x4" | "f32x4" | "f64x2";

/** A number, or those of the lanes. */
export type Value = number | readonly number[];

/** Code of any type. */
export type Code = Expression<ValueType>;

/** How the values of a kind are written, stored and read. */
export interface KindOf {
  /** Their type in WebAssembly. */
  readonly type: ValueType;
  /** Any of them. */
  readonly values: fc.Arbitrary<Value>;
  /** One that is known when code is written. */
  readonly constant: (value: Value) => Code;
  /** As the vector that stands for it in memory. */
  readonly toVector: (value: Code) => Expression<"v128">;
  /** Back from a vector. */
  readonly fromVector: (vector: Expression<"v128">) => Code;
  /** The numbers at an address. */
  readonly read: (memory: DataView, at: number) => Value;
  /** Puts numbers at an address. */
  readonly write: (memory: DataView, at: number, value: Value) => void;
}

const integers = fc.oneof(
  fc.integer({ min: -9, max: 9 }),
  fc.constantFrom(2 ** 31 - 1, -(2 ** 31), 2 ** 30, 0x00800000, 0x7f800000),
  fc.integer(),
);
const floats = fc.oneof(
  fc.integer({ min: -12, max: 12 }).map((x) => x / 2),
  fc.float(),
);
const doubles = fc.oneof(
  fc.integer({ min: -12, max: 12 }).map((x) => x / 2),
  fc.double(),
);

const lanesOf = (numbers: fc.Arbitrary<number>, count: number) =>
  fc.array(numbers, { minLength: count, maxLength: count });

type Reader = (memory: DataView, at: number) => number;
type Writer = (memory: DataView, at: number, value: number) => void;

const INT: [Reader, Writer] = [
  (memory, at) => memory.getInt32(at, true),
  (memory, at, value) => memory.setInt32(at, value, true),
];
const FLOAT: [Reader, Writer] = [
  (memory, at) => memory.getFloat32(at, true),
  (memory, at, value) => memory.setFloat32(at, value, true),
];
const DOUBLE: [Reader, Writer] = [
  (memory, at) => memory.getFloat64(at, true),
  (memory, at, value) => memory.setFloat64(at, value, true),
];

/** Reads and writes lanes, or the one number in all of them. */
const inMemory = (
  [read, write]: [Reader, Writer],
  count: number,
  isVector: boolean,
): Pick<KindOf, "read" | "write"> => ({
  read: (memory, at) =>
    isVector
      ? Array.from(
        { length: count },
        (_, i) => read(memory, at + i * 16 / count),
      )
      : read(memory, at),
  write: (memory, at, value) => {
    for (let i = 0; i < count; i++) {
      const each = typeof value === "number" ? value : value[i]!;
      write(memory, at + i * 16 / count, each);
    }
  },
});

/** A vector from numbers in memory's order. */
const vectorOf = (
  kind: "i32x4" | "f32x4" | "f64x2",
  value: Value,
): Expression<"v128"> => {
  const view = new DataView(new ArrayBuffer(16));
  KINDS[kind].write(view, 0, value);
  const [a, b, c, d] = [0, 4, 8, 12].map((at) => view.getInt32(at, true));
  return v128.const(a!, b!, c!, d!);
};

const same = (vector: Code) => vector as Expression<"v128">;

/** Every kind. */
export const KINDS: { readonly [K in Kind]: KindOf } = {
  i32: {
    type: "i32",
    values: integers,
    constant: (value) => i32.const(value as number),
    toVector: (value) => i32x4.splat(value as Expression<"i32">),
    fromVector: (vector) => i32x4.extract(vector, 0),
    ...inMemory(INT, 4, false),
  },
  f32: {
    type: "f32",
    values: floats,
    constant: (value) => f32.const(value as number),
    toVector: (value) => f32x4.splat(value as Expression<"f32">),
    fromVector: (vector) => f32x4.extract(vector, 0),
    ...inMemory(FLOAT, 4, false),
  },
  f64: {
    type: "f64",
    values: doubles,
    constant: (value) => f64.const(value as number),
    toVector: (value) => f64x2.splat(value as Expression<"f64">),
    fromVector: (vector) => f64x2.extract(vector, 0),
    ...inMemory(DOUBLE, 2, false),
  },
  i32x4: {
    type: "v128",
    values: lanesOf(integers, 4),
    constant: (value) => vectorOf("i32x4", value),
    toVector: same,
    fromVector: same,
    ...inMemory(INT, 4, true),
  },
  f32x4: {
    type: "v128",
    values: lanesOf(floats, 4),
    constant: (value) => vectorOf("f32x4", value),
    toVector: same,
    fromVector: same,
    ...inMemory(FLOAT, 4, true),
  },
  f64x2: {
    type: "v128",
    values: lanesOf(doubles, 2),
    constant: (value) => vectorOf("f64x2", value),
    toVector: same,
    fromVector: same,
    ...inMemory(DOUBLE, 2, true),
  },
};

/** The names of the kinds. */
export const KIND_NAMES = Object.keys(KINDS) as readonly Kind[];
