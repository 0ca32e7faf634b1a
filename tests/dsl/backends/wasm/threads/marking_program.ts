import { i32 } from "../../../../../core/assembler/instructions.ts";
import type { SharedProgram } from "../../../../../dsl/backends/wasm/threads/pool.ts";
import { HEAP, shareProgram, wordsOf } from "./share_program.ts";

/** Each thread adds 1 at its own place: tells who took part in how many runs. */
export function marking(): SharedProgram {
  return shareProgram((f, { thread, meet }) => {
    const at = i32.mul(thread, i32.const(4));
    f.do(i32.store(at, i32.add(i32.load(at, HEAP), i32.const(1)), HEAP));
    meet();
  });
}

/** What threads 0 to 3 have added. */
export function marks(program: SharedProgram): number[] {
  return [...wordsOf(program).slice(HEAP / 4, HEAP / 4 + 4)];
}
