import type { Local } from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32, v128 } from "../../../../core/assembler/instructions.ts";

/** Elements at equal distances, that become a run. */
export interface StridedCopy {
  /** Address of the first element to write. */
  readonly to: Local<"i32">;
  /** Address of the first element to read. */
  readonly from: Local<"i32">;
  /** Elements from one that is read to the next; above 0. */
  readonly step: number;
  /** Number of elements; a number where it is known when the code is written. */
  readonly words: Local<"i32"> | number;
}

/** Elements up to which all are written out. */
const SHORT = 16;
/** Elements of one turn of a loop. */
const TURN = 4;

/** Copies elements that stand at equal distances into a run. */
export function copyStrided(f: FunctionBuilder, copy: StridedCopy): void {
  const { to, from, step, words } = copy;
  if (typeof words === "number" && words <= SHORT) {
    return copyEach(f, copy, words);
  }
  const count = typeof words === "number" ? i32.const(words) : words;
  const bytes = f.let(i32.shl(count, i32.const(2)));
  const end = f.let(i32.add(to, bytes));
  const turns = f.let(i32.add(to, i32.and(bytes, i32.const(-4 * TURN))));
  const source = f.let(from);
  f.for({ from: to, to: turns, step: 4 * TURN }, (at) => {
    copyEach(f, { to: at, from: source, step }, TURN);
    f.increase(source, 4 * TURN * step);
  });
  f.for({ from: turns, to: end, step: 4 }, (at) => {
    copyEach(f, { to: at, from: source, step }, 1);
    f.increase(source, 4 * step);
  });
}

/** Copies a number of elements without a loop. */
function copyEach(
  f: FunctionBuilder,
  { to, from, step }: Omit<StridedCopy, "words">,
  words: number,
): void {
  const whole = words - words % 4;
  for (let i = 0; i < whole; i += 4) {
    let lanes = v128.load1(from, 4 * step * i);
    for (let lane = 1; lane < 4; lane++) {
      lanes = v128.loadLane(from, lanes, lane, 4 * step * (i + lane));
    }
    f.do(v128.store(to, lanes, 4 * i));
  }
  for (let i = whole; i < words; i++) {
    f.do(i32.store(to, i32.load(from, 4 * step * i), 4 * i));
  }
}
