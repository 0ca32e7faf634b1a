import type { Expression, Local } from "../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../core/assembler/function_builder.ts";
import { f64x2 } from "../../core/assembler/instructions.ts";
import type { ModuleBuilder } from "../../core/assembler/module_builder.ts";

type V128 = Expression<"v128">;

/**
 * One quantity of some episodes, each its own: vectors of two numbers, or masks
 * that are all ones where something holds.
 */
export type Doubles = readonly Local<"v128">[];

/** A quantity, or one number for all of them. */
export type Operand = Doubles | number;

type Binary = (a: Operand, b: Operand) => Doubles;

/** Arithmetic with quantities, each operation rounded exactly as in JavaScript. */
export interface DoublesWriter {
  readonly add: Binary;
  readonly sub: Binary;
  readonly mul: Binary;
  readonly div: Binary;
  /** Where `a` is greater. */
  readonly gt: Binary;
  /** Where `a` is not greater. */
  readonly le: Binary;
  abs(a: Doubles): Doubles;
  /** Computes each vector by its place. */
  each(compute: (place: number) => V128): Doubles;
  /** The same number in a whole vector. */
  number(value: number): V128;
}

/**
 * Writes arithmetic with quantities of `count` vectors into a function.
 *
 * The instructions of one operation stand next to one another, for they do not
 * wait for each other's results as those of a whole equation do.
 */
export function writeDoubles(
  module: ModuleBuilder,
  f: FunctionBuilder,
  count: number,
): DoublesWriter {
  const places = Array.from({ length: count }, (_, place) => place);
  const each = (compute: (place: number) => V128): Doubles =>
    places.map((place) => f.let(compute(place)));
  const number = (value: number) => module.constant(f64x2.const(value));
  const at = (a: Operand, place: number) =>
    typeof a === "number" ? number(a) : a[place]!;
  const binary =
    (write: (a: V128, b: V128) => V128): Binary => (a, b) =>
      each((place) => write(at(a, place), at(b, place)));
  return {
    add: binary(f64x2.add),
    sub: binary(f64x2.sub),
    mul: binary(f64x2.mul),
    div: binary(f64x2.div),
    gt: binary(f64x2.gt),
    le: binary(f64x2.le),
    abs: (a) => each((place) => f64x2.abs(a[place]!)),
    each,
    number,
  };
}
