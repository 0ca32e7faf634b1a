import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import { i32 } from "../../../../../core/assembler/instructions.ts";
import { ThreadPool } from "../../../../../dsl/backends/wasm/threads/pool.ts";
import {
  fillWords,
  mix,
  mixedWords,
  type Mixing,
  mixingProgram,
} from "./mixing_program.ts";
import { marking, marks } from "./marking_program.ts";
import {
  awaitReady,
  sharedMemory,
  shareProgram,
  startAll,
  wordsOf,
} from "./share_program.ts";

Deno.test("a program runs on all threads", () => {
  using pool = new ThreadPool(3);
  startAll(pool);
  const program = marking();
  using added = pool.add(program);
  awaitReady(pool);
  added.run();
  assertEquals(marks(program), [1, 1, 1, 0]);
  added.run();
  assertEquals(marks(program), [2, 2, 2, 0]);
  added.runAlone();
  assertEquals(marks(program), [3, 2, 2, 0]);
});

Deno.test("without workers a program runs on the calling thread", () => {
  for (const threads of [1, 2]) {
    using pool = new ThreadPool(threads);
    const program = marking();
    using added = pool.add(program);
    assert(!pool.isReady);
    added.run();
    assertEquals(marks(program), [1, 0, 0, 0]);
  }
});

Deno.test("a pool starts no more workers than it needs, and none when it is closed", () => {
  using pool = new ThreadPool(2);
  pool.startOne();
  pool.startOne();
  awaitReady(pool);
  pool[Symbol.dispose]();
  pool.startOne();
  assert(!pool.isReady);
});

Deno.test("a worker is started whenever threads were missed for as long as that takes", () => {
  using pool = new ThreadPool(2);
  let started = 0;
  pool.startOne = () => started++;
  const counts = [30, 19, 1, 49, 1, 60].map((time) => {
    pool.miss(time);
    return started;
  });
  assertEquals(counts, [0, 0, 1, 1, 2, 3]);
});

const mixings = fc.record<Mixing>({
  rows: fc.integer({ min: 1, max: 300 }),
  chains: fc.integer({ min: 1, max: 12 }),
  stride: fc.nat(300),
}, { noNullPrototype: true });

Deno.test("results do not depend on the number of threads", () => {
  using two = new ThreadPool(2);
  using three = new ThreadPool(3);
  for (const pool of [two, three]) startAll(pool);
  fc.assert(
    fc.property(mixings, fc.constantFrom(0, 1_000), (mixing, turns) => {
      const expected = mix(mixing);
      const memory = sharedMemory();
      const program = mixingProgram(mixing, { memory, turns });
      for (const pool of [two, three]) {
        using added = pool.add(program);
        awaitReady(pool);
        for (const run of [added.run, added.runAlone]) {
          fillWords(program, mixing.rows);
          run();
          assertEquals(mixedWords(program, mixing), expected);
        }
      }
    }),
    { numRuns: 60 },
  );
});

/** What is done to a pool, and with which program. */
type Action = readonly ["start" | "add" | "drop" | "run" | "await", Mixing];

interface History {
  readonly threads: number;
  /** Whether all workers are started before anything else. */
  readonly isStarted: boolean;
  readonly first: Mixing;
  readonly actions: readonly Action[];
}

const histories: fc.Arbitrary<History> = fc.record({
  threads: fc.constantFrom(1, 2, 2, 3, 3),
  isStarted: fc.boolean(),
  first: mixings,
  actions: fc.array(
    fc.tuple(
      fc.constantFrom<Action[0][]>("start", "add", "drop", "run", "await"),
      mixings,
    ),
    { maxLength: 30 },
  ),
}, { noNullPrototype: true });

/** A program of a pool, which is checked when it is run. */
class Checked {
  readonly #program;
  readonly #added;
  readonly #mixing: Mixing;
  readonly #pool: ThreadPool;
  #isDropped = false;

  constructor(mixing: Mixing, memory: WebAssembly.Memory, pool: ThreadPool) {
    this.#program = mixingProgram(mixing, { memory });
    this.#added = pool.add(this.#program);
    this.#mixing = mixing;
    this.#pool = pool;
  }

  /** Runs it; answers whether threads take part. */
  run(): boolean {
    const isDivided = this.#pool.isReady && !this.#isDropped;
    fillWords(this.#program, this.#mixing.rows);
    this.#added.run();
    assertEquals(mixedWords(this.#program, this.#mixing), mix(this.#mixing));
    return isDivided;
  }

  drop(): void {
    this.#isDropped = true;
    this.#added[Symbol.dispose]();
  }
}

/** Does to a pool what a history says; answers whether a run was divided. */
function live({ threads, isStarted, first, actions }: History): boolean {
  using pool = new ThreadPool(threads);
  let missing = threads - 1;
  const start = () => {
    pool.startOne();
    missing--;
  };
  const awaitAll = () => {
    if (threads > 1 && missing <= 0) awaitReady(pool);
  };
  while (isStarted && missing > 0) start();
  const memory = sharedMemory();
  const programs = [new Checked(first, memory, pool)];
  const runs: boolean[] = [];
  const run = (program: Checked) => void runs.push(program.run());
  for (const [action, mixing] of actions) {
    const chosen = programs[mixing.stride % programs.length]!;
    if (action === "add") programs.push(new Checked(mixing, memory, pool));
    else if (action === "run") run(chosen);
    else if (action === "drop") chosen.drop();
    else if (action === "start") start();
    else awaitAll();
  }
  awaitAll();
  programs.forEach(run);
  const isDivided = runs.includes(true);
  pool[Symbol.dispose]();
  programs.forEach((program) => assert(!program.run()));
  return isDivided;
}

Deno.test("whatever happens in whichever order, results are right", () => {
  fc.assert(fc.property(histories, (history) => void live(history)), {
    numRuns: 30,
  });
});

Deno.test("some of the histories drawn divide runs", () => {
  const drawn = fc.sample(histories, { numRuns: 10, seed: 1 });
  assert(drawn.map(live).includes(true));
});

Deno.test("workers see a memory that grew after they knew it", () => {
  using pool = new ThreadPool(2);
  startAll(pool);
  const far = 3 * 65536 + 16;
  const program = shareProgram((f, { thread, meet }) => {
    meet();
    f.if(thread, () => f.do(i32.store(i32.const(far), i32.const(5))));
  });
  using added = pool.add(program);
  awaitReady(pool);
  program.memory.grow(3);
  added.run();
  assertEquals(wordsOf(program)[far / 4], 5);
});

Deno.test("a worker that cannot learn a program leaves all work to the calling thread", async () => {
  const pool = new ThreadPool(2);
  startAll(pool);
  const program = marking();
  using added = pool.add(program);
  awaitReady(pool);
  // A module that imports what a worker does not have.
  const bytes = Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, 4, 1, 0x60, 0, 0],
    ...[2, 7, 1, 1, 0x65, 1, 0x66, 0, 0],
  ]);
  using _ = pool.add({ ...program, module: new WebAssembly.Module(bytes) });
  for (let time = 1; time < 4; time++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert(!pool.isReady);
    added.run();
    assertEquals(marks(program), [time, 0, 0, 0]);
  }
});

Deno.test("programs outlive their pool", () => {
  const pool = new ThreadPool(2);
  startAll(pool);
  const program = marking();
  using added = pool.add(program);
  awaitReady(pool);
  added.run();
  pool[Symbol.dispose]();
  pool[Symbol.dispose]();
  added.run();
  assertEquals(marks(program), [2, 1, 0, 0]);
});
