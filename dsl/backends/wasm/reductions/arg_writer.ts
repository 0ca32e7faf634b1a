import type { DType } from "../../../graph/node.ts";
import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import {
  f32x4,
  i32,
  i32x4,
  v128,
} from "../../../../core/assembler/instructions.ts";
import {
  foldLanes,
  LANES,
  loadLanes,
  loadLanesOver,
  storeLanes,
} from "../lanes.ts";
import { type Extreme, takesOver } from "../takes_over.ts";
import type { Block } from "./block.ts";
import type { BlockPlace, BlockWriter } from "./block_kernel.ts";
import { foldOf } from "./fold.ts";

type V128 = Expression<"v128">;

/** Kinds of operations that find an extreme. */
export type ArgKind = "argMax" | "argMin";

/** The best elements so far, lane by lane, and their places along the axis. */
interface Search {
  readonly extreme: Extreme;
  readonly dtype: DType;
  readonly best: Local<"v128">;
  readonly place: Local<"v128">;
}

/** Writes the search for the first extreme; a NaN counts as one. */
export function argWriter(kind: ArgKind): BlockWriter {
  const extreme: Extreme = kind === "argMax" ? "largest" : "smallest";
  return {
    name: kind,
    mostVectors: 1,
    writeRow: (f, block, at) => searchRow(f, extreme, block, at),
    writeColumns: (f, { length, inner, dtype }, { from, to }, { lanes }) => {
      const best = f.let(loadLanes(from, lanes));
      const place = f.let(i32x4.const(0));
      const search = { extreme, dtype, best, place };
      const at = f.let(from);
      const range = { from: i32.const(1), to: i32.const(length), step: 1 };
      f.for(range, (term) => {
        f.increase(at, 4 * inner);
        look(f, search, loadLanes(at, lanes), i32x4.splat(term));
      });
      f.do(...storeLanes(to, place, lanes));
    },
  };
}

/** Looks at the next elements. */
function look(
  f: FunctionBuilder,
  { extreme, dtype, best, place }: Search,
  elements: V128,
  places: V128,
): void {
  const next = f.let(elements);
  const takes = f.let(takesOver(extreme, dtype, best, next));
  f.set(best, v128.select(next, best, takes));
  f.set(place, v128.select(places, place, takes));
}

/** Each lane looks at every fourth element of a row; then the lanes are compared. */
function searchRow(
  f: FunctionBuilder,
  extreme: Extreme,
  { length, dtype }: Block,
  { from, to, library }: BlockPlace,
): void {
  const kind = extreme === "largest" ? "max" : "min";
  const { identity, combine } = foldOf(kind, dtype, library);
  const load = (at: Local<"i32">, left: number) =>
    loadLanesOver(identity, at, Math.min(LANES, left));
  const places = f.let(library.constant(v128.const(0, 1, 2, 3)));
  const best = f.let(load(from, length));
  const place = f.let(places);
  const search = { extreme, dtype, best, place };
  const at = f.let(from);
  const lookOn = (left: number) => {
    f.increase(at, 4 * LANES);
    f.set(places, i32x4.add(places, library.constant(i32x4.const(LANES))));
    look(f, search, load(at, left), places);
  };
  f.repeat(Math.max(0, Math.floor(length / LANES) - 1), () => lookOn(LANES));
  if (length > LANES && length % LANES > 0) lookOn(length % LANES);
  // The first place among the lanes that hold the extreme, or NaN if that is one.
  const most = foldLanes(f, best, LANES, combine);
  const isExtreme = dtype === "float32"
    ? v128.or(f32x4.eq(best, most), f32x4.ne(best, best))
    : i32x4.eq(best, most);
  const behind = library.constant(i32x4.const(length));
  const candidate = f.let(v128.select(place, behind, isExtreme));
  const first = foldLanes(f, candidate, LANES, i32x4.min);
  f.do(...storeLanes(to, first, 1));
}
