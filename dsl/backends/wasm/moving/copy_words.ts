import type {
  Address,
  Expression,
  Statement,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32, memory, v128 } from "../../../../core/assembler/instructions.ts";
import { LONGEST_RUN, type Piece, piecesOf } from "./pieces.ts";

/** A run of elements, from one place to another that does not overlap it. */
export interface Copy {
  /** Address of the first element to write. */
  readonly to: Address;
  /** Address of the first element to read. */
  readonly from: Address;
  /** Number of elements; a number where it is known when the code is written. */
  readonly words: Expression<"i32"> | number;
}

/** Copies a run of elements. */
export function copyWords(
  f: FunctionBuilder,
  { to, from, words }: Copy,
): void {
  if (typeof words === "number" && words <= LONGEST_RUN) {
    for (const piece of piecesOf(words)) f.do(copied(to, from, piece));
    return;
  }
  const bytes = typeof words === "number"
    ? i32.const(4 * words)
    : i32.shl(words, i32.const(2));
  f.do(memory.copy(to, from, bytes));
}

function copied(
  to: Address,
  from: Address,
  { offset, words }: Piece,
): Statement {
  switch (words) {
    case 4:
      return v128.store(to, v128.load(from, offset), offset);
    case 2:
      return v128.storeHalf(to, v128.load2(from, offset), 0, offset);
    case 1:
      return i32.store(to, i32.load(from, offset), offset);
  }
}
