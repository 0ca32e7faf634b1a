import type { Local } from "../../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../../core/assembler/function_builder.ts";
import {
  ModuleBuilder,
  run,
} from "../../../../../core/assembler/module_builder.ts";
import { HOST } from "../../../../../dsl/backends/wasm/library.ts";
import { writeBarrier } from "../../../../../dsl/backends/wasm/threads/barrier.ts";
import type {
  SharedProgram,
  ThreadPool,
} from "../../../../../dsl/backends/wasm/threads/pool.ts";

/** What the writer of a program's `run` is given. */
export interface RunParameters {
  readonly thread: Local<"i32">;
  readonly threads: Local<"i32">;
  /** Calls the barrier. */
  readonly meet: () => void;
}

/** How a program is shared. */
export interface ShareOptions {
  /** How often a thread turns at the barrier before it sleeps. @default {0} */
  readonly turns?: number;
  /** The memory; others may use it too. @default {a new one} */
  readonly memory?: WebAssembly.Memory;
}

const LIMITS = { initial: 1, maximum: 4, shared: true };

/** Where programs may write: behind the words of the barrier. */
export const HEAP = 1024;

/** A new memory that threads share. */
export function sharedMemory(): WebAssembly.Memory {
  return new WebAssembly.Memory(LIMITS);
}

/** All words of a memory. */
export function wordsOf({ memory }: SharedProgram): Int32Array {
  return new Int32Array(memory.buffer);
}

/** A program for threads, from what its `run` does. */
export function shareProgram(
  write: (f: FunctionBuilder, parameters: RunParameters) => void,
  { turns = 0, memory = sharedMemory() }: ShareOptions = {},
): SharedProgram {
  const builder = new ModuleBuilder(LIMITS);
  const barrier = writeBarrier(builder, turns);
  builder.export(
    "run",
    builder.function(
      { parameters: ["i32", "i32"], result: "void" },
      (f, [thread, threads]) =>
        write(f, { thread, threads, meet: () => f.do(run(barrier, threads)) }),
    ),
  );
  const module = new WebAssembly.Module(builder.finish());
  const env = { memory, ...HOST };
  return {
    module,
    memory,
    instance: new WebAssembly.Instance(module, { env }),
  };
}

/** Starts all workers of a pool, and holds up this thread until they are ready. */
export function startAll(pool: ThreadPool): void {
  for (let i = 1; i < pool.threads; i++) pool.startOne();
  awaitReady(pool);
}

/** Holds up this thread until all workers of a pool are ready. */
export function awaitReady(pool: ThreadPool): void {
  const word = new Int32Array(new SharedArrayBuffer(4));
  for (let i = 0; i < 10_000 && !pool.isReady; i++) Atomics.wait(word, 0, 0, 1);
  if (!pool.isReady) throw new Error("the workers are not ready after 10 s");
}
