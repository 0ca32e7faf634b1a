import { assert, assertThrows } from "@std/assert";
import {
  i32,
  unreachable,
} from "../../../../../core/assembler/instructions.ts";
import { ThreadPool } from "../../../../../dsl/backends/wasm/threads/pool.ts";
import {
  awaitReady,
  HEAP,
  shareProgram,
  startAll,
  wordsOf,
} from "./share_program.ts";

/** A program that meets so often; then the culprit fails, if it is told to; then all meet again. */
function failing(
  culprit: number,
  { before, after }: { readonly before: number; readonly after: number },
) {
  return shareProgram((f, { thread, meet }) => {
    for (let i = 0; i < before; i++) meet();
    const isTold = i32.load(i32.const(HEAP));
    f.if(
      i32.and(i32.eq(thread, i32.const(culprit)), isTold),
      () => f.do(i32.store(i32.const(-4), i32.const(1))),
    );
    for (let i = 0; i < after; i++) meet();
  });
}

Deno.test("a thread that fails ends the run with an error; the next one is sound", () => {
  using pool = new ThreadPool(3);
  startAll(pool);
  for (const culprit of [0, 1, 2]) {
    for (const [before, after] of [[0, 1], [1, 2], [2, 0]] as const) {
      const program = failing(culprit, { before, after });
      using added = pool.add(program);
      awaitReady(pool);
      for (const isTold of [1, 1, 0, 1, 0]) {
        wordsOf(program)[HEAP / 4] = isTold;
        if (isTold) {
          assertThrows(
            added.run,
            Error,
            "Cannot run a program as all threads must reach its end: current error is RuntimeError: memory access out of bounds",
          );
        } else added.run();
        assert(pool.isReady);
      }
    }
  }
});

Deno.test("an error of all threads is told", () => {
  using pool = new ThreadPool(2);
  startAll(pool);
  using added = pool.add(shareProgram((f) => f.do(unreachable)));
  awaitReady(pool);
  assertThrows(added.run, Error, "current error is unreachable");
  assert(pool.isReady);
});
