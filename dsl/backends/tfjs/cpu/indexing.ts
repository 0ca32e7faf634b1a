import type { Call, Lookup } from "../kernels.ts";
import { zeros } from "../../../graph/zeros.ts";
import type { Store } from "./store.ts";

/** Copies rows of a table. */
export function gather(
  { rows, width, count, dtype }: Lookup,
  store: Store,
): Call {
  return ([table, places]) => {
    const from = store.elements(table!);
    const indices = store.integers(places!);
    const y = zeros(dtype, count * width);
    let at = 0;
    for (let i = 0; i < count; i++) {
      const row = indices[i]!;
      if (row < 0 || row >= rows) at += width;
      else {
        const start = row * width;
        for (let j = 0; j < width; j++, at++) y[at] = from[start + j]!;
      }
    }
    return store.keep(y);
  };
}

/** Sums rows into a table. */
export function scatterAdd({ rows, width, count }: Lookup, store: Store): Call {
  return ([values, places]) => {
    const from = store.floats(values!);
    const indices = store.integers(places!);
    const y = new Float32Array(rows * width);
    for (let i = 0; i < count; i++) {
      const row = indices[i]!;
      if (row < 0 || row >= rows) continue;
      const start = row * width;
      for (let j = 0; j < width; j++) y[start + j]! += from[i * width + j]!;
    }
    return store.keep(y);
  };
}
