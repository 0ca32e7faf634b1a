import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { f32x4, v128 } from "../../../../core/assembler/instructions.ts";
import { LANES, loadLanes, storeLanes } from "../lanes.ts";
import type { Library } from "../library.ts";

type V128 = Expression<"v128">;

/** A small block of the result of a product of rows by rows. */
export interface DotTile {
  /** Terms of each sum. */
  readonly terms: number;
  /** Bytes from row to row of the result; no more than the tile's columns take, or these are four. */
  readonly step: number;
  /** Whether only positive sums stay. */
  readonly relu: boolean;
}

/** Where a tile's numbers stand. */
export interface DotPointers {
  /** The first number of each row of a; moved along. */
  readonly a: readonly Local<"i32">[];
  /** The first number of each row of b, at most four; moved along. */
  readonly b: readonly Local<"i32">[];
  /** The bias of the first column, if there is one. */
  readonly bias: Local<"i32"> | undefined;
  /** The first number of the result. */
  readonly result: Local<"i32">;
}

/** Vectors for which code is written out before it is repeated. */
const UNROLLED = 4;

/** Writes a tile: each sum is added up in four lanes, and these at the end. */
export function writeDotTile(
  f: FunctionBuilder,
  library: Library,
  { terms, step, relu }: DotTile,
  { a, b, bias, result }: DotPointers,
): void {
  const sums = a.map(() =>
    b.map((_, column) =>
      f.let(bias ? v128.load1(bias, 4 * column) : f32x4.const(0))
    )
  );
  const add = (lanes: number, offset: number) =>
    f.scope(() => {
      const held = a.map((row) => f.let(loadLanes(row, lanes, offset)));
      for (const [column, pointer] of b.entries()) {
        const loaded = loadLanes(pointer, lanes, offset);
        const y = held.length === 1 ? loaded : f.let(loaded);
        for (const [row, x] of held.entries()) {
          const sum = sums[row]![column]!;
          f.set(sum, library.madd(x, y, sum));
        }
      }
    });
  const take = (vectors: number) => {
    for (let i = 0; i < vectors; i++) add(LANES, 4 * LANES * i);
    for (const pointer of [...a, ...b]) {
      f.increase(pointer, 4 * LANES * vectors);
    }
  };
  const vectors = Math.floor(terms / LANES);
  f.repeat(Math.floor(vectors / UNROLLED), () => take(UNROLLED));
  f.repeat(vectors % UNROLLED, () => take(1));
  if (terms % LANES > 0) add(terms % LANES, 0);
  const all = sums.flat();
  for (let first = 0; first < all.length; first += LANES) {
    const four = all.slice(first, first + LANES);
    const total = f.let(totals(f, four));
    const value = relu ? f32x4.pmax(total, f32x4.const(0)) : total;
    const offset = b.length === LANES ? step * first / LANES : 4 * first;
    f.do(...storeLanes(result, value, four.length, offset));
  }
}

/** The sum of the lanes of each of up to four vectors. */
function totals(
  f: FunctionBuilder,
  vectors: readonly Local<"v128">[],
): V128 {
  const pairs = (a: V128, b: V128 = a) =>
    f32x4.add(
      v128.shuffle(a, b, [0, 4, 1, 5]),
      v128.shuffle(a, b, [2, 6, 3, 7]),
    );
  const [a, b, c = a, d = c] = vectors;
  const [low, high] = [f.let(pairs(a!, b)), f.let(pairs(c!, d))];
  return f32x4.add(
    v128.shuffle(low, high, [0, 1, 4, 5]),
    v128.shuffle(low, high, [2, 3, 6, 7]),
  );
}
