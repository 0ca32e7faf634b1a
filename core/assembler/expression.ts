import type { ByteWriter } from "./byte_writer.ts";
import type { Bytes } from "./encode.ts";

/** Types of the values that WebAssembly computes with. */
export type ValueType = "i32" | "f32" | "f64" | "v128";

/** The byte of each type. */
export const TYPE_CODES: { readonly [T in ValueType]: number } = {
  i32: 0x7f,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
};

/** An instruction, after those that compute its operands. */
interface Code {
  /** What is computed first, in this order. */
  readonly operands: readonly Code[];
  /** The instruction in the binary format. */
  readonly instruction: Bytes;
}

/** Code that leaves one value; the type says which, so that operands fit when they type-check. */
export interface Expression<T extends ValueType> extends Code {
  /** What it leaves. */
  readonly type: T;
}

/** Code that leaves nothing: a store, a call. */
export interface Statement extends Code {
  /** No value. */
  readonly type: "void";
}

/** A variable of a function; as an expression, its value now. */
export interface Local<T extends ValueType> extends Expression<T> {
  /** Place among the function's parameters and locals. */
  readonly index: number;
}

/** An address in memory: an expression, and bytes to be added that are known when the code is written. */
export type Address = Expression<"i32">;

/** An expression from operands and the instruction after them. */
export function apply<T extends ValueType>(
  type: T,
  instruction: Bytes,
  ...operands: readonly Expression<ValueType>[]
): Expression<T> {
  return { type, operands, instruction };
}

/** A statement from operands and the instruction after them. */
export function act(
  instruction: Bytes,
  ...operands: readonly Expression<ValueType>[]
): Statement {
  return { type: "void", operands, instruction };
}

/** Writes code, operands first. */
export function writeCode(
  to: ByteWriter,
  { operands, instruction }: Code,
): void {
  for (let i = 0; i < operands.length; i++) writeCode(to, operands[i]!);
  to.write(instruction);
}
