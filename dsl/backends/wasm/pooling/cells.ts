import type {
  Expression,
  Local,
  Statement,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32, i32x4 } from "../../../../core/assembler/instructions.ts";
import { loadLanes, storeLanes } from "../lanes.ts";

/** Some neighbouring channels. */
export interface ChannelRange {
  /** Bytes before the first of them. */
  readonly offset: number;
  /** How many, 1 to 4. */
  readonly count: number;
}

/** One cell of a window. */
export interface Cell {
  /** What tells it from the window's other cells, in each lane. */
  readonly id: Expression<"v128">;
  /** Loads channels from an image in which the window's corner is here. */
  load(corner: Local<"i32">, channels: ChannelRange): Expression<"v128">;
  /** Stores them. */
  store(
    corner: Local<"i32">,
    value: Local<"v128">,
    channels: ChannelRange,
  ): Statement[];
}

/** The cells of a window that lie inside the image, row by row. */
export interface Cells {
  /** Whether their places are known when the code is written. */
  readonly areKnown: boolean;
  /** How many. */
  readonly count: number | Expression<"i32">;
  /** The first one. */
  readonly first: Cell;
  /** Does something with each. */
  each(body: (cell: Cell) => void): void;
  /** Does something with each but the first one, or even with that one again. */
  eachOther(body: (cell: Cell) => void): void;
}

/** The cell at an address that is a local value's, some bytes away from it. */
function cellAt(
  id: Expression<"v128">,
  address: (corner: Local<"i32">) => Expression<"i32">,
  bytes = 0,
): Cell {
  return {
    id,
    load: (corner, { offset, count }) =>
      loadLanes(address(corner), count, bytes + offset),
    store: (corner, value, { offset, count }) =>
      storeLanes(address(corner), value, count, bytes + offset),
  };
}

/** Cells whose places are known: bytes from the window's corner. */
export function cellsAt(places: readonly number[]): Cells {
  const cells = places.map((place, i) =>
    cellAt(i32x4.const(i), (corner) => corner, place)
  );
  return {
    areKnown: true,
    count: cells.length,
    first: cells[0]!,
    each: (body) => cells.forEach(body),
    eachOther: (body) => cells.slice(1).forEach(body),
  };
}

/** Cells along an axis of an image. */
export interface CellRange {
  /** Bytes from the window's corner to the first. */
  readonly from: Local<"i32">;
  /** Bytes from there to the one behind the last. */
  readonly to: Local<"i32">;
  /** Bytes from one to the next. */
  readonly step: number;
}

/** Cells in some rows and columns. */
export function cellsWithin(
  f: FunctionBuilder,
  rows: CellRange,
  columns: CellRange,
): Cells {
  const at = (place: Expression<"i32">) =>
    cellAt(i32x4.splat(place), (corner) => i32.add(corner, place));
  const length = ({ from, to, step }: CellRange) =>
    i32.divU(i32.sub(to, from), i32.const(step));
  const each = (body: (cell: Cell) => void) =>
    f.for(rows, (row) => {
      const from = i32.add(row, columns.from);
      const to = f.let(i32.add(row, columns.to));
      f.for({ from, to, step: columns.step }, (place) => body(at(place)));
    });
  return {
    areKnown: false,
    count: i32.mul(length(rows), length(columns)),
    first: at(i32.add(rows.from, columns.from)),
    each,
    eachOther: each,
  };
}
