import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32, v128 } from "../../../../core/assembler/instructions.ts";
import { LANES, loadLanes } from "../lanes.ts";
import type { Library } from "../library.ts";
import { type SumPointers, type Sums, TileSums } from "./tile_sums.ts";

type V128 = Expression<"v128">;

/** A small block of the result of a product, whose sums stay in registers. */
export interface Tile extends Omit<Sums, "rows" | "step"> {
  /** Bytes from a number of a row of a to the next one of that row. */
  readonly stepA: number;
  /** Bytes from row to row of b, and of the result. */
  readonly stepB: number;
  /** Terms of each sum; no more than that if the pointers say where they end. */
  readonly terms: number;
  /** Whether four numbers of a row of a, that lie side by side, are loaded at once. */
  readonly quads: boolean;
}

/** Where a tile's numbers stand. */
export interface TilePointers extends SumPointers {
  /** The first number of each row of a; moved along. */
  readonly a: readonly Local<"i32">[];
  /** The first number of the first column of b; moved along. */
  readonly b: Local<"i32">;
  /** Where `b` arrives, if that is known only when the code runs: behind the terms that are taken in fours, and behind all. */
  readonly ends?: {
    readonly fours: Local<"i32">;
    readonly all: Local<"i32">;
  };
}

/** Terms for which code is written out before it is repeated. */
const UNROLLED = 4;

/** Writes a tile. */
export function writeTile(
  f: FunctionBuilder,
  library: Library,
  tile: Tile,
  at: TilePointers,
): void {
  f.scope(() => {
    const shape = { ...tile, rows: at.a.length, step: tile.stepB };
    const sums = new TileSums(f, library, shape, at);
    addUp(f, sums, tile, at);
    sums.store();
  });
}

/** Adds all terms to the sums. */
function addUp(
  f: FunctionBuilder,
  sums: TileSums,
  tile: Tile,
  at: TilePointers,
): void {
  const { b, ends } = at;
  const take = (terms: number) => takeTerms(f, sums, terms, tile, at);
  const rest = tile.terms % UNROLLED;
  if (!ends) {
    f.repeat(Math.floor(tile.terms / UNROLLED), () => take(UNROLLED));
    f.repeat(rest, () => take(1));
    return;
  }
  f.while(() => i32.ltU(b, ends.fours), () => take(UNROLLED));
  if (rest > 0) f.while(() => i32.ltU(b, ends.all), () => take(1));
}

/** Takes some terms, and moves on behind them. */
function takeTerms(
  f: FunctionBuilder,
  sums: TileSums,
  terms: number,
  { vectors, stepA, stepB, quads }: Tile,
  { a, b }: TilePointers,
): void {
  const quadruples = quads && terms === LANES
    ? a.map((pointer) => f.let(v128.load(pointer)))
    : undefined;
  for (let term = 0; term < terms; term++) {
    const number = (row: number): V128 => {
      const four = quadruples?.[row];
      return four
        ? v128.shuffle(four, four, [term, term, term, term])
        : v128.loadSplat(a[row]!, term * stepA);
    };
    sums.add(number, (i) => {
      const { column, lanes } = vectors[i]!;
      return loadLanes(b, lanes, term * stepB + 4 * column);
    });
  }
  for (const pointer of a) f.increase(pointer, terms * stepA);
  f.increase(b, terms * stepB);
}
