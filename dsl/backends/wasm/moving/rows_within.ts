import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32 } from "../../../../core/assembler/instructions.ts";
import type { RowRange } from "../kernel.ts";

/** Writes what happens to those rows that lie from `first` to before `last`; nothing if there are none. */
export function rowsWithin(
  f: FunctionBuilder,
  { begin, end }: RowRange,
  [first, last]: readonly [first: number, last: number],
  write: (rows: RowRange) => void,
): void {
  if (first >= last) return;
  f.scope(() => {
    const [low, high] = [i32.const(first), i32.const(last)];
    const from = f.let(i32.select(begin, low, i32.gtU(begin, low)));
    const to = f.let(i32.select(end, high, i32.ltU(end, high)));
    f.if(i32.ltU(from, to), () => write({ begin: from, end: to }));
  });
}
