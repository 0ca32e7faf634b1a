import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import { f32x4, v128 } from "../../../../core/assembler/instructions.ts";
import { storeLanes } from "../lanes.ts";
import { eachChannels } from "./each_channels.ts";
import { eachWindow } from "./each_window.ts";
import type { PoolWriter } from "./pool_kernel.ts";

/** The largest cell of each window; reads the image. */
export const MAX_POOL: PoolWriter = {
  pointers: ["images", "results"],
  write: (f, pooling, pointers) =>
    eachWindow(
      f,
      pooling,
      pointers,
      (window, cells) =>
        eachChannels(f, pooling, window, cells, (at) => {
          const { images: [image], results: [result], offset, count } = at;
          const best = f.let(cells.first.load(image!, at));
          cells.eachOther((cell) =>
            f.set(best, larger(best, f.let(cell.load(image!, at))))
          );
          f.do(...storeLanes(result!, best, count, offset));
        }),
    ),
};

/** The larger one in each lane, the first of equal ones; NaN if either is. */
function larger(
  best: Local<"v128">,
  next: Local<"v128">,
): Expression<"v128"> {
  return v128.or(f32x4.pmax(best, next), f32x4.ne(next, next));
}
