import { i32 } from "../../../../../core/assembler/instructions.ts";
import type { SharedProgram } from "../../../../../dsl/backends/wasm/threads/pool.ts";
import {
  HEAP,
  type ShareOptions,
  shareProgram,
  wordsOf,
} from "./share_program.ts";

/** How words are mixed. */
export interface Mixing {
  /** Number of words. */
  readonly rows: number;
  /** How often all are mixed. */
  readonly chains: number;
  /** How far apart words are mixed. */
  readonly stride: number;
}

/** Address of the words, which two halves hold in turn. */
const halfOf = (chain: number, rows: number): number =>
  HEAP + 4 * rows * (chain % 2);

/**
 * Mixes words: in every chain each thread computes its share of the rows, each from
 * two words of the chain before, most of which other threads have computed.
 */
export function mixingProgram(
  { rows, chains, stride }: Mixing,
  options: ShareOptions = {},
): SharedProgram {
  return shareProgram((f, { thread, threads, meet }) => {
    const share = (turn: typeof thread | ReturnType<typeof i32.add>) =>
      i32.divU(i32.mul(i32.const(rows), turn), threads);
    for (let chain = 0; chain < chains; chain++) {
      const from = halfOf(chain, rows);
      const to = halfOf(chain + 1, rows);
      const end = f.let(share(i32.add(thread, i32.const(1))));
      f.for({ from: share(thread), to: end, step: 1 }, (row) => {
        const far = i32.remU(
          i32.add(row, i32.const(stride + chain)),
          i32.const(rows),
        );
        const load = (index: typeof far) =>
          i32.load(i32.mul(index, i32.const(4)), from);
        const mixed = i32.add(i32.mul(load(far), i32.const(31)), load(row));
        f.do(i32.store(i32.mul(row, i32.const(4)), i32.add(mixed, row), to));
      });
      meet();
    }
  }, options);
}

/** Writes the words before the first chain. */
export function fillWords(program: SharedProgram, rows: number): void {
  const words = wordsOf(program);
  for (let row = 0; row < rows; row++) words[HEAP / 4 + row] = row * row + 7;
}

/** The words behind the last chain. */
export function mixedWords(
  program: SharedProgram,
  { rows, chains }: Mixing,
): number[] {
  const at = halfOf(chains, rows) / 4;
  return [...wordsOf(program).slice(at, at + rows)];
}

/** What they should be. */
export function mix({ rows, chains, stride }: Mixing): number[] {
  let words = Array.from({ length: rows }, (_, row) => row * row + 7);
  for (let chain = 0; chain < chains; chain++) {
    const before = words;
    words = before.map((word, row) => {
      const far = before[(row + stride + chain) % rows]!;
      return (Math.imul(far, 31) + word + row) | 0;
    });
  }
  return words;
}
