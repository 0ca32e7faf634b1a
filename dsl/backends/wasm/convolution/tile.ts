import type { Local } from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32, v128 } from "../../../../core/assembler/instructions.ts";
import { LANES, loadLanes } from "../lanes.ts";
import type { Library } from "../library.ts";
import {
  type SumPointers,
  type Sums,
  TileSums,
} from "../products/tile_sums.ts";
import type { ColumnVector } from "../products/tiling.ts";
import { type Taps, writeTaps } from "./taps.ts";

/** Rows of a tile at most: twelve sums, a row's number and two vectors of columns fill the registers. */
export const TILE_ROWS = 6;
/** One less, where a product takes a register before it is added. */
const PLAIN_TILE_ROWS = 5;
/** Columns of a tile at most. */
export const TILE_COLUMNS = 8;
/** Loops of tiles until offsets come again. */
const SLIDES = 16;

/** A small block of sums of products: a row's number times a column's, term by term. */
export interface Tile extends Pick<Sums, "start" | "relu"> {
  /** For each row, 1 to 6, the elements from `source` to its numbers. */
  readonly rows: readonly number[];
  /** Columns, 1 to 8, whose numbers stand side by side, as the results do. */
  readonly columns: number;
  /** The terms of each sum. */
  readonly taps: Taps;
  /** Whether whole vectors of columns may be read where fewer are needed. */
  readonly hasSpare: boolean;
  /** Elements of the result from row to row. */
  readonly step: number;
}

/** Where a tile's numbers stand. */
export interface TilePointers extends SumPointers {
  /** The rows' numbers. */
  readonly source: Local<"i32">;
  /** The columns' numbers. */
  readonly filter: Local<"i32">;
}

/** Rows of a tile at most, as the target adds products. */
export function tileRows({ target }: Library): number {
  return target.relaxed ? TILE_ROWS : PLAIN_TILE_ROWS;
}

/** Writes tiles, one after the other. */
export class TileWriter {
  readonly #f: FunctionBuilder;
  readonly #library: Library;
  #tiles = 0;

  /** Begins with the first tile of a function. */
  constructor(f: FunctionBuilder, library: Library) {
    this.#f = f;
    this.#library = library;
  }

  /** Writes a tile, whose sums stay in registers until they are complete. */
  write(tile: Tile, at: TilePointers): void {
    const f = this.#f;
    const { rows, columns, step, start, relu, taps, hasSpare } = tile;
    const vectors = vectorsOf(columns);
    const shape = { rows: rows.length, vectors, step: 4 * step, start, relu };
    const sums = new TileSums(f, this.#library, shape, at);
    // V8 compares every address with the memory's size less the offset, and what
    // it computes for that in one loop it keeps for the next ones, on the stack.
    // So the offsets are the same for all rows, and others in the next loop.
    const slide = this.#tiles++ % SLIDES;
    const slid = (address: Local<"i32">, elements: number) =>
      f.let(i32.add(address, i32.const(4 * elements - slide)));
    const sources = rows.map((elements) => slid(at.source, elements));
    const filter = slid(at.filter, 0);
    writeTaps(f, taps, { sources, filter }, (from, weights) =>
      sums.add(
        (row) => v128.loadSplat(sources[row]!, from + slide),
        (i) => {
          const { column, lanes } = vectors[i]!;
          const count = hasSpare ? LANES : lanes;
          return loadLanes(filter, count, weights + slide + 4 * column);
        },
      ));
    sums.store();
  }
}

/** Columns as vectors, the last one with fewer if four do not divide them. */
function vectorsOf(columns: number): ColumnVector[] {
  return Array.from({ length: Math.ceil(columns / LANES) }, (_, i) => {
    const lanes = Math.min(LANES, columns - LANES * i);
    return { column: LANES * i, lanes, fresh: lanes };
  });
}
