import type { Statement } from "../../../core/assembler/expression.ts";
import type { Code, Kind, Value } from "./kinds.ts";

/** An instruction that leaves a value, and what it means in JavaScript. */
export interface Instruction {
  /** Its name in the assembler: `i32.add`. */
  readonly name: string;
  /** Kinds of its operands. */
  readonly operands: readonly Kind[];
  /** Kind of its result. */
  readonly result: Kind;
  /** Whether machines may round it differently. @default {false} */
  readonly relaxed?: boolean;
  /** Writes it. */
  readonly build: (operands: readonly Code[]) => Code;
  /** Computes it. */
  readonly means: (operands: readonly Value[], memory: DataView) => Value;
}

/** An instruction that leaves nothing but a change in memory. */
export interface Action {
  /** Its name in the assembler: `i32.store`. */
  readonly name: string;
  /** Kinds of its operands. */
  readonly operands: readonly Kind[];
  /** Writes it. */
  readonly build: (operands: readonly Code[]) => Statement;
  /** Does it. */
  readonly does: (operands: readonly Value[], memory: DataView) => void;
}

/** Writes something from operands of whatever types; they are checked where the kinds are. */
export type Builder<R> = (...operands: never[]) => R;

/** A builder that takes its operands as a list. */
export function taking<R>(
  build: Builder<R>,
): (operands: readonly Code[]) => R {
  // The kinds of the operands say that they are of the types that it takes.
  const any = build as (...operands: readonly Code[]) => R;
  return (operands) => any(...operands);
}

/** What one lane becomes. */
export type LaneMeaning = (...lanes: number[]) => number;

/** Instructions of one form. */
export interface Family<N extends string> {
  /** Where they stand in the assembler: `i32x4`. */
  readonly namespace: string;
  /** How each is written. */
  readonly builders: { readonly [P in NoInfer<N>]: Builder<Code> };
  /** Kinds of the operands. */
  readonly operands: readonly Kind[];
  /** Kind of the result. */
  readonly result: Kind;
  /** What each means for a number or for a lane; numbers that are no lanes take part in every lane. */
  readonly means: { readonly [P in N]: LaneMeaning };
}

const ROUND: { readonly [K in Kind]: (x: number) => number } = {
  i32: (x) => x | 0,
  f32: Math.fround,
  f64: (x) => x,
  i32x4: (x) => x | 0,
  f32x4: Math.fround,
  f64x2: (x) => x,
};

/** The instructions of a family. */
export function family<N extends string>(
  { namespace, builders, operands, result, means }: Family<N>,
): Instruction[] {
  const round = ROUND[result];
  return (Object.keys(means) as N[]).map((name): Instruction => ({
    name: `${namespace}.${name}`,
    operands,
    result,
    build: taking(builders[name]),
    means: (values) => {
      const vector = values.find((value) => typeof value !== "number");
      const lane = (i: number) =>
        round(means[name](
          ...values.map((value) =>
            typeof value === "number" ? value : value[i]!
          ),
        ));
      return vector === undefined ? lane(0) : vector.map((_, i) => lane(i));
    },
  }));
}
