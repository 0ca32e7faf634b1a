import type { Expression, Local } from "../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../core/assembler/function_builder.ts";
import { f64x2, v128 } from "../../core/assembler/instructions.ts";
import type { ModuleBuilder } from "../../core/assembler/module_builder.ts";

type V128 = Expression<"v128">;

/** One quantity in some episodes, two in each vector; or a mask, all ones where something holds. */
export type Doubles = readonly Local<"v128">[];

/** A quantity, or a number that is the same in all episodes. */
export type Operand = Doubles | number;

type Binary = (a: Operand, b: Operand) => Doubles;

/** Arithmetic with quantities; each operation rounds as it does in JavaScript. */
export interface DoublesWriter {
  readonly add: Binary;
  readonly sub: Binary;
  readonly mul: Binary;
  readonly div: Binary;
  /** Where `a` is greater. */
  readonly gt: Binary;
  abs(a: Doubles): Doubles;
  /** Where one of two masks holds. */
  or(a: Doubles, b: Doubles): Doubles;
  /** 1 if a mask holds anywhere, else 0. */
  any(mask: Doubles): Expression<"i32">;
  /** Computes each vector from its index. */
  each(compute: (index: number) => V128): Doubles;
  /** A vector that holds the same number twice. */
  number(value: number): V128;
  /** Any vector that is known when the code is written. */
  constant(value: V128): V128;
}

/**
 * Writes arithmetic with quantities of `count` vectors into a function.
 *
 * Equal operations on all the vectors of a quantity stand next to one another:
 * none of them waits for another's result, unlike the operations of an equation.
 */
export function writeDoubles(
  module: ModuleBuilder,
  f: FunctionBuilder,
  count: number,
): DoublesWriter {
  const indices = Array.from({ length: count }, (_, index) => index);
  const each = (compute: (index: number) => V128): Doubles =>
    indices.map((index) => f.let(compute(index)));
  const constant = (value: V128) => module.constant(value);
  const number = (value: number) => constant(f64x2.const(value));
  const vectorOf = (a: Operand, index: number) =>
    typeof a === "number" ? number(a) : a[index]!;
  const binary = (write: (a: V128, b: V128) => V128): Binary => (a, b) =>
    each((index) => write(vectorOf(a, index), vectorOf(b, index)));
  return {
    add: binary(f64x2.add),
    sub: binary(f64x2.sub),
    mul: binary(f64x2.mul),
    div: binary(f64x2.div),
    gt: binary(f64x2.gt),
    abs: (a) => each((index) => f64x2.abs(a[index]!)),
    or: binary(v128.or),
    any(mask) {
      const vectors: readonly V128[] = mask;
      return v128.anyTrue(vectors.reduce((a, b) => v128.or(a, b)));
    },
    each,
    number,
    constant,
  };
}
