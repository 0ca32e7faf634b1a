import { f32, i32 } from "../../../../core/assembler/instructions.ts";
import type { Kernel } from "../kernel.ts";
import { clearWords } from "./fill_words.ts";

/** A kernel that writes 1 at each index and 0 elsewhere; rows are the indices. */
export function oneHotKernel(count: number, depth: number): Kernel {
  return {
    key: JSON.stringify(["oneHot", depth]),
    label: `oneHot [${count}, ${depth}]`,
    write: (f, { pointers: [indices, result], begin, end }) => {
      const bytes = i32.const(4 * depth);
      const to = f.let(i32.add(result!, i32.mul(begin, bytes)));
      const words = i32.mul(i32.sub(end, begin), i32.const(depth));
      clearWords(f, { to, words: f.let(words) });
      f.for({ from: begin, to: end, step: 1 }, (place) => {
        const four = i32.const(2);
        const index = f.let(i32.load(i32.add(indices!, i32.shl(place, four))));
        // Unsigned, a negative index is too large.
        f.if(i32.ltU(index, i32.const(depth)), () => {
          const at = i32.add(to, i32.shl(index, four));
          f.do(f32.store(at, f32.const(1)));
        });
        f.increase(to, 4 * depth);
      });
    },
  };
}
