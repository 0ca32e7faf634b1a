import { i32 } from "../../../../core/assembler/instructions.ts";
import type { Kernel } from "../kernel.ts";
import { copyWords } from "./copy_words.ts";
import { clearWords } from "./fill_words.ts";

/** Rows of a table, by index. */
export interface Lookup {
  /** Rows of the table. */
  readonly rows: number;
  /** Elements of a row. */
  readonly width: number;
  /** Number of indices. */
  readonly count: number;
}

/** A kernel that copies the row of each index, or clears it if there is none; rows are the indices. */
export function gatherKernel({ rows, width, count }: Lookup): Kernel {
  return {
    key: JSON.stringify(["gather", rows, width]),
    label: `gather ${count} of [${rows}, ${width}]`,
    write: (f, { pointers: [table, indices, result], begin, end }) => {
      const bytes = i32.const(4 * width);
      const to = f.let(i32.add(result!, i32.mul(begin, bytes)));
      f.for({ from: begin, to: end, step: 1 }, (place) => {
        const at = i32.add(indices!, i32.shl(place, i32.const(2)));
        const index = f.let(i32.load(at));
        // Unsigned, a negative index is too large.
        f.if(i32.ltU(index, i32.const(rows)), () => {
          const from = f.let(i32.add(table!, i32.mul(index, bytes)));
          copyWords(f, { to, from, words: width });
        }, () => clearWords(f, { to, words: width }));
        f.increase(to, 4 * width);
      });
    },
  };
}
