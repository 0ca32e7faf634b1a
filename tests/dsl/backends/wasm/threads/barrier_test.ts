import { assertEquals, assertThrows } from "@std/assert";
import { i32 } from "../../../../../core/assembler/instructions.ts";
import { BARRIER } from "../../../../../dsl/backends/wasm/threads/barrier.ts";
import {
  type SharedProgram,
  ThreadPool,
} from "../../../../../dsl/backends/wasm/threads/pool.ts";
import type { ProgramExports } from "../../../../../dsl/backends/wasm/threads/run_together.ts";
import {
  awaitReady,
  HEAP,
  shareProgram,
  startAll,
  wordsOf,
} from "./share_program.ts";

/** Bytes between the words of two threads. */
const LINE = 64;
const MOST_THREADS = 4;
const VIOLATIONS = HEAP + LINE * MOST_THREADS;

const exportsOf = ({ instance }: SharedProgram) =>
  instance.exports as unknown as ProgramExports;

Deno.test("one thread meets nobody, and goes on", () => {
  const program = shareProgram((f, { meet }) => {
    meet();
    f.do(i32.store(i32.const(HEAP), i32.const(7)));
    meet();
  });
  exportsOf(program).run(0, 1);
  assertEquals(wordsOf(program)[HEAP / 4], 7);
});

Deno.test("who comes to a broken barrier meets an error, until it is mended", () => {
  const program = shareProgram((_, { meet }) => meet());
  const { run, breakBarrier, mendBarrier } = exportsOf(program);
  breakBarrier();
  assertThrows(() => run(0, 2), WebAssembly.RuntimeError, "unreachable");
  mendBarrier();
  using pool = new ThreadPool(2);
  startAll(pool);
  const added = pool.add(program);
  awaitReady(pool);
  added.run();
});

/** A run of the watched barrier. */
interface Watch {
  readonly rounds: number;
  /** Turns before a thread sleeps. */
  readonly turns: number;
  /** Turns that a thread wastes before it comes: fewer than this, pseudo-random. */
  readonly lag: number;
}

/**
 * Meets again and again. Each thread tells its round before it meets the others, and
 * looks at every other's behind it: that must be in the same round or the next one.
 */
function watchedBarrier({ rounds, turns, lag }: Watch): SharedProgram {
  return shareProgram((f, { thread, threads, meet }) => {
    const placeOf = (index: typeof thread) =>
      i32.add(i32.const(HEAP), i32.mul(index, i32.const(LINE)));
    const own = f.let(placeOf(thread));
    const random = f.let(i32.add(thread, i32.const(1)));
    f.for(
      { from: i32.const(1), to: i32.const(rounds + 1), step: 1 },
      (round) => {
        f.set(random, i32.mul(random, i32.const(1664525)));
        f.increase(random, 1013904223);
        const high = i32.divU(random, i32.const(2 ** 16));
        const wasted = f.let(i32.remU(high, i32.const(lag)));
        f.for({ from: i32.const(0), to: wasted, step: 1 }, () => {
          f.drop(i32.atomic.load(own));
        });
        f.do(i32.atomic.store(own, round));
        meet();
        f.for({ from: i32.const(0), to: threads, step: 1 }, (other) => {
          const ahead = i32.sub(i32.atomic.load(placeOf(other)), round);
          f.if(i32.gtU(ahead, i32.const(1)), () => {
            f.drop(i32.atomic.add(i32.const(VIOLATIONS), i32.const(1)));
          });
        });
      },
    );
  }, { turns });
}

const WATCHES: readonly Watch[] = [
  { rounds: 100_000, turns: 0, lag: 1 },
  { rounds: 20_000, turns: 0, lag: 200 },
  { rounds: 20_000, turns: 100, lag: 200 },
  { rounds: 500, turns: 100_000, lag: 2_000 },
];

for (const threads of [2, 3, 4]) {
  Deno.test(`of ${threads} threads nobody leaves a barrier before all have come`, () => {
    using pool = new ThreadPool(threads);
    startAll(pool);
    for (const watch of WATCHES) {
      const program = watchedBarrier(watch);
      using added = pool.add(program);
      awaitReady(pool);
      added.run();
      const words = wordsOf(program);
      for (let i = 0; i < threads; i++) {
        assertEquals(words[(HEAP + LINE * i) / 4], watch.rounds);
      }
      assertEquals(words[VIOLATIONS / 4], 0);
      assertEquals(words[BARRIER.arrived / 4], 0);
      const [opened, sleepers] = words.slice(BARRIER.open / 4);
      assertEquals([opened, sleepers], [watch.rounds, 0]);
    }
  });
}
