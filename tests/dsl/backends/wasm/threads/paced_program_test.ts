import { assert, assertEquals } from "@std/assert";
import { paceProgram } from "../../../../../dsl/backends/wasm/threads/paced_program.ts";
import { ThreadPool } from "../../../../../dsl/backends/wasm/threads/pool.ts";
import { marking, marks } from "./marking_program.ts";
import { awaitReady } from "./share_program.ts";

/** A marking program on two threads, by a clock on which runs take these milliseconds. */
function paced(alone: number, together: number) {
  const pool = new ThreadPool(2);
  const program = marking();
  const now = () => {
    const [all, divided] = marks(program) as [number, number];
    return alone * (all - divided) + together * divided;
  };
  const added = paceProgram(program, pool, now);
  return {
    pool,
    added,
    run: (times: number) => {
      for (let i = 0; i < times; i++) added.run();
      return marks(program);
    },
    [Symbol.dispose]: () => pool[Symbol.dispose](),
  };
}

Deno.test("a program begins alone, and starts a worker when that pays", () => {
  using it = paced(10, 5);
  let started = 0;
  it.pool.startOne = () => started++;
  // Three runs are the trial; in five more the 50 ms are missed that a worker costs.
  assertEquals(it.run(7), [7, 0, 0, 0]);
  assertEquals(started, 0);
  assertEquals(it.run(1), [8, 0, 0, 0]);
  assertEquals(started, 1);
});

Deno.test("a program for which threads are quicker is mostly divided", () => {
  using it = paced(10, 5);
  it.run(8);
  awaitReady(it.pool);
  const [all, divided] = it.run(1_000) as [number, number];
  assertEquals(all, 1_008);
  assert(divided > 950, `${divided} runs were divided`);
});

Deno.test("a program for which threads are slower mostly runs alone", () => {
  using it = paced(10, 15);
  it.run(8);
  awaitReady(it.pool);
  const [all, divided] = it.run(1_000) as [number, number];
  assertEquals(all, 1_008);
  assert(0 < divided && divided < 50, `${divided} runs were divided`);
});

Deno.test("a program whose pool is closed runs alone", () => {
  using it = paced(10, 5);
  it.run(8);
  it.pool[Symbol.dispose]();
  assertEquals(it.run(100), [108, 0, 0, 0]);
});

Deno.test("a disposed program is forgotten by the pool", () => {
  using it = paced(10, 5);
  it.run(8);
  awaitReady(it.pool);
  it.added[Symbol.dispose]();
  awaitReady(it.pool);
  assertEquals(it.run(10), [18, 0, 0, 0]);
});
