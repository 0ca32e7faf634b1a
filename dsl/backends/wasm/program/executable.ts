import type { Data } from "../../../graph/node.ts";
import type { Program } from "../../../graph/program.ts";
import { fillRandom } from "../../../graph/random_values.ts";
import type { SyncExecutable, Values } from "../../backend.ts";
import { requireFeeds } from "../../require_data.ts";
import { compile, type Placed, type PlacedDraw } from "./compile.ts";
import { readElements, writeElements } from "../memory/elements.ts";
import type { Block } from "../memory/heap.ts";
import type { WasmMemory } from "../memory/memory.ts";
import type { Target } from "../target.ts";
import { type PacedProgram, paceProgram } from "../threads/paced_program.ts";
import type { ThreadPool } from "../threads/pool.ts";

const ACTION = "run a program";

/** A program as a WebAssembly module. */
export class WasmExecutable implements SyncExecutable {
  draws = 0;
  readonly #memory: WasmMemory;
  readonly #block: Block;
  readonly #feeds: ReadonlyMap<string, Placed>;
  readonly #draws: readonly PlacedDraw[];
  readonly #outputs: readonly Placed[];
  readonly #program: PacedProgram;
  readonly #explanation: string;
  #isDisposed = false;

  /** Compiles a program; a pool's threads help where there is enough to do. */
  constructor(
    program: Program,
    memory: WasmMemory,
    target: Target,
    pool: ThreadPool | undefined,
  ) {
    const compiled = compile(program, memory, target);
    const { module, instance, isParallel } = compiled;
    const run = instance.exports.run as (thread: number, of: number) => void;
    this.#memory = memory;
    this.#block = compiled.block;
    this.#feeds = new Map(compiled.feeds.map((feed) => [feed.name, feed]));
    this.#draws = compiled.draws;
    this.#outputs = compiled.outputs;
    this.#explanation = compiled.explanation;
    this.#program = pool && isParallel
      ? paceProgram({ module, memory: memory.heap.memory, instance }, pool)
      : { run: () => run(0, 1), [Symbol.dispose]: () => {} };
  }

  explain(): string {
    return this.#explanation;
  }

  runSync(feeds: Values = {}): Values {
    this.#requireAlive();
    requireFeeds(feeds, this.#feeds);
    const { heap } = this.#memory;
    for (const { name, address, dtype } of this.#feeds.values()) {
      writeElements(heap, address, feeds[name]!, dtype);
    }
    for (const { kind, seed, address, size } of this.#draws) {
      const at = address >>> 2;
      fillRandom(kind, seed, this.draws, heap.f32.subarray(at, at + size));
    }
    this.#program.run();
    this.draws++;
    const values: Record<string, Data> = {};
    for (const { name, address, size, dtype } of this.#outputs) {
      values[name] = readElements(heap, address, size, dtype);
    }
    return values;
  }

  // deno-lint-ignore require-await -- so that an error rejects
  async run(feeds: Values = {}): Promise<Values> {
    return this.runSync(feeds);
  }

  [Symbol.dispose](): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.#program[Symbol.dispose]();
    this.#memory.heap.release(this.#block);
  }

  #requireAlive(): void {
    if (this.#isDisposed) {
      throw new RangeError(
        `Cannot ${ACTION} as it must be alive: current state is disposed`,
      );
    }
    this.#memory.requireAlive(ACTION);
  }
}
