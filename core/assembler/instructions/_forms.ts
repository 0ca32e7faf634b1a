import { type Bytes, unsigned } from "../encode.ts";
import {
  type Address,
  apply,
  type Expression,
  type Statement,
  type ValueType,
} from "../expression.ts";

/** Instructions of one form, by name. */
export type Of<Names extends string, Form> = { readonly [N in Names]: Form };

/** Of one operand. */
export type Unary<T extends ValueType> = (a: Expression<T>) => Expression<T>;

/** Of two operands. */
export type Binary<T extends ValueType> = (
  a: Expression<T>,
  b: Expression<T>,
) => Expression<T>;

/** Of one operand, to another type. */
export type Conversion<From extends ValueType, To extends ValueType> = (
  a: Expression<From>,
) => Expression<To>;

/** A number that is known when the code is written. */
export type Constant<T extends ValueType> = (value: number) => Expression<T>;

/** Reads memory. */
export type Load<T extends ValueType> = (
  address: Address,
  offset?: number,
) => Expression<T>;

/** Writes memory. */
export type Store<T extends ValueType> = (
  address: Address,
  value: Expression<T>,
  offset?: number,
) => Statement;

/** A comparison of numbers with a sign. */
export type Comparison = "eq" | "ne" | "lt" | "gt" | "le" | "ge";

/** Instructions on the lanes of a vector, of every lane type. */
export interface Lanes<T extends ValueType>
  extends Of<"add" | "sub" | "mul", Binary<"v128">> {
  /** The same number in all lanes, known when the code is written. */
  readonly const: Constant<"v128">;
  /** The same number in all lanes. */
  readonly splat: Conversion<T, "v128">;
  /** The number in one lane. */
  readonly extract: (a: Expression<"v128">, lane: number) => Expression<T>;
}

/** The code of an instruction on vectors. */
export const simd = (code: number): Bytes => [0xfd, ...unsigned(code)];

/** The code of an instruction on stretches of memory. */
export const bulk = (code: number): Bytes => [0xfc, ...unsigned(code)];

/** The code of an instruction that other threads see as a whole. */
export const atomic = (code: number): Bytes => [0xfe, ...unsigned(code)];

/** How memory is reached: the alignment as a power of 2, and the bytes added to the address. */
export const at = (alignment: number, offset: number): Bytes => [
  alignment,
  ...unsigned(offset),
];

/** An instruction with one operand. */
export const one =
  <A extends ValueType, T extends ValueType>(type: T, code: Bytes) =>
  (a: Expression<A>): Expression<T> => apply(type, code, a);

/** An instruction with two operands of the type that it leaves. */
export const two =
  <T extends ValueType>(type: T, code: Bytes) =>
  (a: Expression<T>, b: Expression<T>): Expression<T> =>
    apply(type, code, a, b);

/** An instruction with one vector. */
export const unary = (code: number): Unary<"v128"> =>
  one<"v128", "v128">("v128", simd(code));

/** An instruction with two vectors. */
export const binary = (code: number): Binary<"v128"> => two("v128", simd(code));

/** An instruction with three vectors. */
export const ternary = (code: number): Ternary => {
  const instruction = simd(code);
  return (a, b, c) => apply("v128", instruction, a, b, c);
};

/** Of three vectors. */
export type Ternary = (
  a: Expression<"v128">,
  b: Expression<"v128">,
  c: Expression<"v128">,
) => Expression<"v128">;

/** A vector with the 16 bytes of an array. */
export const constant = (
  { buffer }: Int32Array | Float32Array | Float64Array,
): Expression<"v128"> =>
  apply("v128", [...simd(0x0c), ...new Uint8Array(buffer)]);
