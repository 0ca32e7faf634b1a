import type { Backend, Executable, Memory } from "../backends/backend.ts";
import { type DataOf, sizeOf } from "../graph/node.ts";
import { type Program, programNodes } from "../graph/program.ts";
import { optimize } from "../passes/optimize.ts";
import type { Column, Rows } from "./_columns.ts";

/** Rows of the largest batch. */
export const MOST_ROWS = 256;

interface Compiled {
  readonly executable: Executable;
  readonly takes: readonly string[];
}

/**
 * A program that answers something for each row, for any number of rows.
 *
 * It is compiled for batches of 1, 2, 4, … up to 256 as they are needed; the
 * last rows are padded, which must not change what the others answer.
 */
export class RowProgram implements Disposable {
  readonly #backend: Backend;
  readonly #memory: Memory;
  readonly #build: (batch: number) => Program;
  readonly #compiled = new Map<number, Compiled>();

  /**
   * Begins with nothing compiled.
   *
   * @param backend What to run on.
   * @param memory Where the variables are.
   * @param build Makes the program for a size of batches; every output begins with that axis.
   */
  constructor(
    backend: Backend,
    memory: Memory,
    build: (batch: number) => Program,
  ) {
    this.#backend = backend;
    this.#memory = memory;
    this.#build = build;
  }

  /** The outputs for all rows, each one row after the other; float32. */
  async run({ count, columns }: Rows): Promise<Record<string, Float32Array>> {
    const found: Record<string, Float32Array> = {};
    for (let begin = 0; begin < count; begin += MOST_ROWS) {
      const rows = Math.min(MOST_ROWS, count - begin);
      const batch = 2 ** Math.ceil(Math.log2(rows));
      const { executable, takes } = this.#compile(batch);
      const feeds = takes.map((name) =>
        [name, batchOf(columns[name]!, begin, rows, batch)] as const
      );
      const answer = await executable.run(Object.fromEntries(feeds));
      for (const [name, values] of Object.entries(answer)) {
        const size = values.length / batch;
        found[name] ??= new Float32Array(count * size);
        found[name].set(values.subarray(0, rows * size), begin * size);
      }
    }
    return found;
  }

  /** Frees what was compiled. */
  [Symbol.dispose](): void {
    for (const { executable } of this.#compiled.values()) {
      executable[Symbol.dispose]();
    }
    this.#compiled.clear();
  }

  #compile(batch: number): Compiled {
    const known = this.#compiled.get(batch);
    if (known) return known;
    const made = compileProgram(
      this.#build(batch),
      this.#backend,
      this.#memory,
    );
    this.#compiled.set(batch, made);
    return made;
  }
}

/** Optimizes and compiles a program; answers also which placeholders are left to be fed. */
export function compileProgram(
  program: Program,
  backend: Backend,
  memory: Memory,
): Compiled {
  const optimized = optimize(program);
  const takes = programNodes(optimized)
    .filter(({ kind }) => kind === "placeholder")
    .map(({ name }) => name);
  return { executable: backend.compile(optimized, memory), takes };
}

/** Some rows of a column, and zeros up to the size of the batch. */
function batchOf(
  { shape, data }: Column,
  begin: number,
  rows: number,
  batch: number,
): DataOf["float32" | "int32"] {
  const size = sizeOf(shape);
  const part = data.subarray(begin * size, (begin + rows) * size);
  if (rows === batch) return part;
  const padded = data instanceof Int32Array
    ? new Int32Array(batch * size)
    : new Float32Array(batch * size);
  padded.set(part);
  return padded;
}
