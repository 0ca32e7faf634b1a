import type { Local } from "../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../core/assembler/function_builder.ts";
import type { Library } from "./library.ts";
import type { Value } from "./value.ts";

/** Rows of a step that are enough for threads to divide among them; with fewer, a kernel had better take smaller ones. */
export const ENOUGH_ROWS = 8;

/** Some rows, one after the other. */
export interface RowRange {
  /** The first. */
  readonly begin: Local<"i32">;
  /** The row behind the last one. */
  readonly end: Local<"i32">;
}

/** What the function of a kernel is given: the rows to compute, at least one. */
export interface KernelParameters extends RowRange {
  /** Addresses of what is read and then of what is written, in the order of the step. */
  readonly pointers: readonly Local<"i32">[];
}

/**
 * A function of a program's module, with all sizes written into it.
 *
 * It computes some rows of its results, and may be called for any rows in any
 * order: the bits of a result do not depend on how the rows were divided.
 */
export interface Kernel {
  /** Tells kernels apart: those of one key share one function. */
  readonly key: string;
  /** What it does, for people: `matmul [64, 4] · [4, 64] + bias, relu`. */
  readonly label: string;
  /** Whether a result may stand where an operand stood whose own rows have the same size. */
  readonly inPlace?: boolean;
  /** Writes the function's body. */
  write(f: FunctionBuilder, at: KernelParameters, library: Library): void;
}

/** How a step reads a value. */
export interface Read {
  /** What is read. */
  readonly value: Value;
  /**
   * Which part of it row i of the result needs: its `own` part, the i-th of as
   * many equal parts as there are rows, or any part of the `whole`.
   */
  readonly rows: "own" | "whole";
}

/** A call of a kernel, for all rows. */
export interface Step {
  /** The function. */
  readonly kernel: Kernel;
  /** What it does, where the kernel's label does not say it all. */
  readonly label?: string;
  /** What it reads. */
  readonly reads: readonly Read[];
  /** What it writes; row i is the i-th of as many equal parts as there are rows. */
  readonly writes: readonly Value[];
  /** Number of rows; at least 1. */
  readonly rows: number;
  /**
   * The kernel's own rows for each of them: `begin` and `end` are multiples of
   * it, so that values of different shapes can share a function.
   * @default {1}
   */
  readonly scale?: number;
  /** Arithmetic operations, about; a function such as e^x counts as 10. */
  readonly flops: number;
}
