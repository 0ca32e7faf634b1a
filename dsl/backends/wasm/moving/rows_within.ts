import type { Local } from "../assembler/expression.ts";
import type { FunctionBuilder } from "../assembler/function_builder.ts";
import { i32 } from "../assembler/instructions.ts";

/** Rows that a kernel is to compute. */
export interface Rows {
  /** The first. */
  readonly begin: Local<"i32">;
  /** The one behind the last. */
  readonly end: Local<"i32">;
}

/** Writes what happens to those rows that lie from `first` to before `last`; nothing if there are none. */
export function rowsWithin(
  f: FunctionBuilder,
  { begin, end }: Rows,
  [first, last]: readonly [first: number, last: number],
  write: (rows: Rows) => void,
): void {
  if (first >= last) return;
  f.scope(() => {
    const [low, high] = [i32.const(first), i32.const(last)];
    const from = f.let(i32.select(begin, low, i32.gtU(begin, low)));
    const to = f.let(i32.select(end, high, i32.ltU(end, high)));
    f.if(i32.ltU(from, to), () => write({ begin: from, end: to }));
  });
}
