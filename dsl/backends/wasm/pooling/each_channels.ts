import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { forLanes } from "../lanes.ts";
import type { Cells, ChannelRange } from "./cells.ts";
import type { PoolPointers } from "./each_window.ts";
import type { Pooling } from "./pooling.ts";

/** A window, for some of the channels. */
export interface Channels extends PoolPointers, ChannelRange {}

/** Visits a window's channels, vector by vector. */
export function eachChannels(
  f: FunctionBuilder,
  { image }: Pooling,
  { images, results }: PoolPointers,
  cells: Cells,
  body: (at: Channels) => void,
): void {
  const run = {
    pointers: [...images, ...results],
    elements: image[3]!,
    // Code that loops over cells is long enough.
    unroll: cells.areKnown ? 4 : 1,
  };
  forLanes(f, run, ({ pointers, offset, count }) =>
    body({
      images: pointers.slice(0, images.length),
      results: pointers.slice(images.length),
      offset,
      count,
    }));
}
