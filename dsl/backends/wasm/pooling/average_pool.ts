import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { f32x4, i32x4 } from "../../../../core/assembler/instructions.ts";
import { storeLanes } from "../lanes.ts";
import type { Cells } from "./cells.ts";
import { eachChannels } from "./each_channels.ts";
import { eachWindow } from "./each_window.ts";
import type { PoolWriter } from "./pool_kernel.ts";

/** How many cells a window has inside the image, in each lane. */
export function countCells(
  f: FunctionBuilder,
  { count }: Cells,
): Local<"v128"> {
  return f.let(
    typeof count === "number"
      ? f32x4.const(count)
      : f32x4.convertI32(i32x4.splat(count)),
  );
}

/** The mean of each window's cells; reads the image. */
export const AVERAGE_POOL: PoolWriter = {
  pointers: ["images", "results"],
  write: (f, pooling, pointers) =>
    eachWindow(f, pooling, pointers, (window, cells) => {
      const cellCount = countCells(f, cells);
      eachChannels(f, pooling, window, cells, (at) => {
        const { images: [image], results: [result], offset, count } = at;
        const sum = f.let(f32x4.const(0));
        cells.each((cell) => f.set(sum, f32x4.add(sum, cell.load(image!, at))));
        const mean: Expression<"v128"> = f32x4.div(sum, cellCount);
        f.do(...storeLanes(result!, mean, count, offset));
      });
    }),
};
