import type { Call, Joining } from "../kernels.ts";
import { zeros } from "../../../graph/zeros.ts";
import type { Store } from "./store.ts";

/** Joins parts row by row. */
export function concat({ outer, widths, dtype }: Joining, store: Store): Call {
  const row = widths.reduce((sum, width) => sum + width, 0);
  return (inputs) => {
    const y = zeros(dtype, outer * row);
    let start = 0;
    inputs.forEach((input, part) => {
      const from = store.elements(input);
      const width = widths[part]!;
      for (let i = 0; i < outer; i++) {
        y.set(from.subarray(i * width, (i + 1) * width), i * row + start);
      }
      start += width;
    });
    return store.keep(y);
  };
}
