import { f32x4 } from "../../../../core/assembler/instructions.ts";
import { loadLanes } from "../lanes.ts";
import { countCells } from "./average_pool.ts";
import { eachChannels } from "./each_channels.ts";
import { eachWindow } from "./each_window.ts";
import { clearGradient, giveBack } from "./give_back.ts";
import type { PoolWriter } from "./pool_kernel.ts";

/** Shares what comes from upstream among each window's cells; reads the upstream. */
export const AVERAGE_POOL_GRADIENT: PoolWriter = {
  pointers: ["results", "images"],
  write: (f, pooling, pointers) => {
    clearGradient(f, pooling, pointers.images[0]!);
    eachWindow(f, pooling, pointers, (window, cells) => {
      const cellCount = countCells(f, cells);
      eachChannels(f, pooling, window, cells, (at) => {
        const { results: [upstream] } = at;
        const given = loadLanes(upstream!, at.count, at.offset);
        const share = f.let(f32x4.div(given, cellCount));
        cells.each((cell) => giveBack(f, pooling, cell, at, share));
      });
    });
  },
};
