import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32 } from "../../../../core/assembler/instructions.ts";
import { type CellRange, type Cells, cellsAt, cellsWithin } from "./cells.ts";
import { axesOf, type PoolAxis, type Pooling } from "./pooling.ts";

/** Cells of a window up to which each has code of its own. */
const MOST_CELLS = 16;

/** Addresses in values of the image's shape, and in values of the result's. */
export interface PoolPointers {
  /** In images: where they begin, or a window's first cell, which may lie outside. */
  readonly images: readonly Local<"i32">[];
  /** In results: where they begin, or a window's cell. */
  readonly results: readonly Local<"i32">[];
}

/** Visits the windows of one image, row by row. */
export function eachWindow(
  f: FunctionBuilder,
  pooling: Pooling,
  { images, results }: PoolPointers,
  write: (at: PoolPointers, cells: Cells) => void,
): void {
  const [down, across] = axesOf(pooling);
  const cell = 4 * pooling.image[3]!;
  const row = cell * across.cells;
  const isSmall = down.size * across.size <= MOST_CELLS;
  const isInside = allInside(down) && allInside(across);
  const corner = i32.const(-(down.before * row + across.before * cell));
  const rowCorners = images.map((image) => f.let(i32.add(image, corner)));
  const outs = results.map((result) => f.let(result));
  forTurns(f, down.windows, (y) => {
    const corners = rowCorners.map((address) => f.let(address));
    const rows = isSmall && isInside ? undefined : rangeOf(f, down, y, row);
    forTurns(f, across.windows, (x) => {
      const at = { images: corners, results: outs };
      const whole = () =>
        write(at, cellsAt(offsetsOf(down, across, row, cell)));
      const part = () =>
        write(at, cellsWithin(f, rows!, rangeOf(f, across, x, cell)));
      if (!isSmall) part();
      else if (isInside) whole();
      else f.if(i32.and(isWhole(down, y), isWhole(across, x)), whole, part);
      for (const address of corners) f.increase(address, across.stride * cell);
      for (const address of outs) f.increase(address, cell);
    });
    for (const address of rowCorners) f.increase(address, down.stride * row);
  });
}

/** Repeats `body`, with the number of the turn. */
function forTurns(
  f: FunctionBuilder,
  turns: number,
  body: (turn: Local<"i32">) => void,
): void {
  f.for({ from: i32.const(0), to: i32.const(turns), step: 1 }, body);
}

function allInside({ windows, inside: [from, to] }: PoolAxis): boolean {
  return from === 0 && to === windows;
}

/** Whether a window lies inside the image as a whole, along one axis. */
function isWhole(
  { inside: [from, to] }: PoolAxis,
  window: Local<"i32">,
): Expression<"i32"> {
  return i32.ltU(i32.sub(window, i32.const(from)), i32.const(to - from));
}

/** Bytes from a window's corner to each of its cells. */
function offsetsOf(
  down: PoolAxis,
  across: PoolAxis,
  row: number,
  cell: number,
): number[] {
  return Array.from(
    { length: down.size * across.size },
    (_, i) => row * Math.floor(i / across.size) + cell * (i % across.size),
  );
}

/** The cells of a window that lie inside the image, along one axis. */
function rangeOf(
  f: FunctionBuilder,
  { cells, size, stride, before }: PoolAxis,
  window: Local<"i32">,
  step: number,
): CellRange {
  // The image, seen from the window's corner.
  const first = f.let(
    i32.sub(i32.const(before), i32.mul(window, i32.const(stride))),
  );
  const behind = f.let(i32.add(first, i32.const(cells)));
  const [none, all] = [i32.const(0), i32.const(size)];
  const from = i32.select(first, none, i32.gtS(first, none));
  const to = i32.select(behind, all, i32.ltS(behind, all));
  const bytes = (count: Expression<"i32">) =>
    f.let(i32.mul(count, i32.const(step)));
  return { from: bytes(from), to: bytes(to), step };
}
