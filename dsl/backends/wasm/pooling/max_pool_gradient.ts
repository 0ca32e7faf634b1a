import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32x4, v128 } from "../../../../core/assembler/instructions.ts";
import { loadLanes } from "../lanes.ts";
import { takesOver } from "../takes_over.ts";
import type { Cell, Cells } from "./cells.ts";
import { type Channels, eachChannels } from "./each_channels.ts";
import { eachWindow } from "./each_window.ts";
import { clearGradient, giveBack } from "./give_back.ts";
import type { PoolWriter } from "./pool_kernel.ts";
import type { Pooling } from "./pooling.ts";

/** Gives what comes from upstream to each window's first largest cell; reads the image and the upstream. */
export const MAX_POOL_GRADIENT: PoolWriter = {
  pointers: ["images", "results", "images"],
  write: (f, pooling, pointers) => {
    clearGradient(f, pooling, pointers.images[1]!);
    eachWindow(f, pooling, pointers, (window, cells) => {
      const give = cells.areKnown ? giveBackwards : giveByPlace;
      eachChannels(
        f,
        pooling,
        window,
        cells,
        (at) => give(f, pooling, at, cells),
      );
    });
  },
};

/** Remembers for each cell where it took over; the last one that did, wins. */
function giveBackwards(
  f: FunctionBuilder,
  pooling: Pooling,
  at: Channels,
  cells: Cells,
): void {
  const others: { readonly cell: Cell; readonly takes: Local<"v128"> }[] = [];
  compare(f, at, cells, (cell, takes) => others.push({ cell, takes }));
  const left = f.let(givenTo(at));
  for (const { cell, takes } of others.reverse()) {
    giveBack(f, pooling, cell, at, v128.and(left, takes));
    f.set(left, v128.andNot(left, takes));
  }
  giveBack(f, pooling, cells.first, at, left);
}

/** Remembers which cell is the largest. */
function giveByPlace(
  f: FunctionBuilder,
  pooling: Pooling,
  at: Channels,
  cells: Cells,
): void {
  const winner = f.let(cells.first.id);
  compare(
    f,
    at,
    cells,
    (cell, takes) => f.set(winner, v128.select(cell.id, winner, takes)),
  );
  const given = f.let(givenTo(at));
  cells.each((cell) => {
    const isWinner = i32x4.eq(winner, cell.id);
    giveBack(f, pooling, cell, at, v128.and(given, isWinner));
  });
}

/** Visits all cells but the first, with the lanes in which one takes over from those before it. */
function compare(
  f: FunctionBuilder,
  at: Channels,
  cells: Cells,
  visit: (cell: Cell, takes: Local<"v128">) => void,
): void {
  const [image] = at.images;
  const best = f.let(cells.first.load(image!, at));
  cells.eachOther((cell) => {
    const next = f.let(cell.load(image!, at));
    const takes = f.let(takesOver("largest", "float32", best, next));
    f.set(best, v128.select(next, best, takes));
    visit(cell, takes);
  });
}

function givenTo(
  { results: [upstream], count, offset }: Channels,
): Expression<"v128"> {
  return loadLanes(upstream!, count, offset);
}
