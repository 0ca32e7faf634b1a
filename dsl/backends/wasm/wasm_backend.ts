/**
 * The CPU: every program becomes a WebAssembly module of its own.
 *
 * The life of a program begins in `program/compile.ts`, with values that have elements.
 * `program/plan.ts` breaks it into steps: element-wise nodes together in loops
 * (`elementwise/`), each other node as its family does it (`products/`,
 * `convolution/`, `pooling/`, `reductions/`, `moving/`; the table of all is
 * `lowerings.ts`). A step calls a kernel for some rows; what a kernel owes stands
 * in `kernel.ts`. `program/chain.ts` joins steps that go through their rows block by block,
 * so that these stay in the cache. `program/place.ts` gives every value its place in
 * memory, of which `memory/heap.ts` lends a block. `program/generate.ts` writes the module: a
 * function for each kernel, in the instructions of `core/assembler/`, with functions such
 * as eˣ from `math/`, and `run`, which calls them all. `program/executable.ts` feeds and
 * runs it, with the `threads/` of the backend where they make it quicker.
 *
 * @module
 */
import type { Program } from "../../graph/program.ts";
import type { Memory, SyncBackend, SyncExecutable } from "../backend.ts";
import { WasmExecutable } from "./program/executable.ts";
import type { BlockCount } from "./memory/heap.ts";
import { WasmMemory } from "./memory/memory.ts";
import { ThreadPool } from "./threads/pool.ts";
import { CACHE_BYTES, hasRelaxedSimd, type Target } from "./target.ts";

/** How programs are to be run. */
export interface WasmOptions {
  /** Whether results must be the same bits on every machine, at some cost of speed. @default {false} */
  readonly deterministic?: boolean;
  /**
   * Most threads that may compute one run, the calling one included. They are
   * started for programs that are large enough, and kept where they make runs
   * quicker; the results are the same bits.
   * @default {as many as the machine has cores, up to 8}
   */
  readonly threads?: number;
}

/** More threads than this wait for each other more than they compute. */
const MOST_THREADS = 8;

/** A backend that writes a WebAssembly module for each program. */
export function wasmBackend(
  reason: string,
  { deterministic = false, threads = defaultThreads() }: WasmOptions = {},
): SyncBackend {
  const pool = threads > 1 ? new ThreadPool(threads) : undefined;
  const target: Target = {
    relaxed: !deterministic && hasRelaxedSimd(),
    shared: pool !== undefined,
    cacheBytes: CACHE_BYTES,
  };
  const count: BlockCount = { blocks: 0 };
  return {
    kind: "wasm",
    reason,
    createMemory: (): Memory => new WasmMemory(target.shared, count),
    compile: (program: Program, memory: Memory): SyncExecutable => {
      const action = "compile a program";
      if (!(memory instanceof WasmMemory) || !memory.isOf(count)) {
        throw new TypeError(
          `Cannot ${action} as its memory must be of the same backend: current memory is of another`,
        );
      }
      memory.requireAlive(action);
      return memory.attempt(() =>
        new WasmExecutable(program, memory, target, pool)
      );
    },
    bufferCount: () => count.blocks,
    [Symbol.dispose]: () => pool?.[Symbol.dispose](),
  };
}

function defaultThreads(): number {
  return Math.min(navigator.hardwareConcurrency, MOST_THREADS);
}
