import { v128 } from "../../../../core/assembler/instructions.ts";
import { storeLanes } from "../lanes.ts";
import { takesOver } from "../takes_over.ts";
import { eachChannels } from "./each_channels.ts";
import { eachWindow } from "./each_window.ts";
import type { PoolWriter } from "./pool_kernel.ts";

/** A value at the place of each window's first largest cell; reads the image and the values. */
export const MAX_POOL_PICK: PoolWriter = {
  pointers: ["images", "images", "results"],
  write: (f, pooling, pointers) =>
    eachWindow(
      f,
      pooling,
      pointers,
      (window, cells) =>
        eachChannels(f, pooling, window, cells, (at) => {
          const { images: [image, values], results: [result], offset, count } =
            at;
          const best = f.let(cells.first.load(image!, at));
          const value = f.let(cells.first.load(values!, at));
          cells.eachOther((cell) => {
            const next = f.let(cell.load(image!, at));
            const takes = f.let(takesOver("largest", "float32", best, next));
            f.set(best, v128.select(next, best, takes));
            f.set(value, v128.select(cell.load(values!, at), value, takes));
          });
          f.do(...storeLanes(result!, value, count, offset));
        }),
    ),
};
