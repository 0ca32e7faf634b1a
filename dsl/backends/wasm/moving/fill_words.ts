import type {
  Address,
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import {
  i32,
  i32x4,
  memory,
  v128,
} from "../../../../core/assembler/instructions.ts";
import { LONGEST_RUN, type Piece, piecesOf } from "./pieces.ts";

type V128 = Expression<"v128">;

/** A run of elements that become one. */
export interface Fill {
  /** Address of the first. */
  readonly to: Local<"i32">;
  /** Their number; a number where it is known when the code is written. */
  readonly words: Local<"i32"> | number;
}

/** Bytes written by one turn of a long loop. */
const TURN = 64;

/** Fills a run of elements with the four lanes of a vector, which are all the same. */
export function fillWords(
  f: FunctionBuilder,
  { to, words }: Fill,
  value: V128,
): void {
  if (typeof words === "number" && words <= LONGEST_RUN) {
    return fillPieces(f, to, piecesOf(words), value);
  }
  const bytes = f.let(bytesOf(words));
  const end = f.let(i32.add(to, bytes));
  const turns = f.let(i32.add(to, i32.and(bytes, i32.const(-TURN))));
  f.for({ from: to, to: turns, step: TURN }, (at) => {
    fillPieces(f, at, piecesOf(TURN / 4), value);
  });
  f.for({ from: turns, to: end, step: 4 }, (at) => {
    fillPieces(f, at, piecesOf(1), value);
  });
}

/** Fills a run of elements with zeros. */
export function clearWords(f: FunctionBuilder, { to, words }: Fill): void {
  if (typeof words === "number" && words <= LONGEST_RUN) {
    return fillPieces(f, to, piecesOf(words), i32x4.const(0));
  }
  f.do(memory.fill(to, i32.const(0), bytesOf(words)));
}

function bytesOf(words: Fill["words"]): Expression<"i32"> {
  return typeof words === "number"
    ? i32.const(4 * words)
    : i32.shl(words, i32.const(2));
}

function fillPieces(
  f: FunctionBuilder,
  to: Address,
  pieces: readonly Piece[],
  value: V128,
): void {
  for (const { offset, words } of pieces) {
    switch (words) {
      case 4:
        f.do(v128.store(to, value, offset));
        break;
      case 2:
        f.do(v128.storeHalf(to, value, 0, offset));
        break;
      case 1:
        f.do(v128.storeLane(to, value, 0, offset));
    }
  }
}
