import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import { i32 } from "../../../../../core/assembler/instructions.ts";
import { generateModule } from "../../../../../dsl/backends/wasm/program/generate.ts";
import type { Kernel } from "../../../../../dsl/backends/wasm/kernel.ts";
import { HOST } from "../../../../../dsl/backends/wasm/library.ts";
import type { Value } from "../../../../../dsl/backends/wasm/value.ts";

const LIMITS = { initial: 1, maximum: 1, shared: true };
const AT = 1024;

/** Writes down for which rows it was called. */
const telling: Kernel = {
  key: "telling",
  label: "telling",
  write: (f, { pointers: [at], begin, end }) => {
    f.do(i32.store(at!, begin), i32.store(at!, end, 4));
  },
};

/** The rows that each of some threads computes of a chain. */
function sharesOf(rows: number, threads: number): number[][] {
  const value: Value = {
    region: { id: 0, kind: "temporary", bytes: 8 },
    shape: [2],
    dtype: "int32",
  };
  const step = { kernel: telling, reads: [], writes: [value], rows, flops: 1 };
  const chain = { steps: [step], rows, blockRows: rows, isParallel: true };
  const bytes = generateModule(
    { chains: [chain], addressOf: () => AT, copies: [] },
    { relaxed: false, shared: true, cacheBytes: 1 },
    LIMITS,
  );
  const memory = new WebAssembly.Memory(LIMITS);
  const module = new WebAssembly.Module(bytes);
  const env = { memory, ...HOST };
  const { exports } = new WebAssembly.Instance(module, { env });
  const run = exports.run as (thread: number, threads: number) => void;
  const words = new Uint32Array(memory.buffer, AT, 2);
  return Array.from({ length: threads }, (_, thread) => {
    words.fill(0);
    run(thread, threads);
    return [...words];
  });
}

Deno.test("threads divide seven rows", () => {
  assertEquals(sharesOf(7, 3), [[0, 3], [3, 5], [5, 7]]);
  assertEquals(sharesOf(2, 3), [[0, 1], [1, 2], [0, 0]]);
});

Deno.test("threads compute every row once, as many each, however many there are", () => {
  const rows = fc.oneof(
    fc.integer({ min: 2, max: 100 }),
    fc.integer({ min: 2, max: 2 ** 30 }),
  );
  const threads = fc.integer({ min: 1, max: 64 });
  fc.assert(
    fc.property(rows, threads, (rows, threads) => {
      let next = 0;
      for (const [begin, end] of sharesOf(rows, threads)) {
        if (begin === end) continue;
        assertEquals(begin, next);
        assert(Math.abs(end! - begin! - rows / threads) < 1);
        next = end!;
      }
      assertEquals(next, rows);
    }),
    { examples: [[2 ** 30, 8], [2 ** 26, 64]] },
  );
});
