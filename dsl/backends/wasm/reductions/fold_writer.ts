import { storeLanes } from "../lanes.ts";
import { accumulate } from "./accumulate.ts";
import type { BlockWriter } from "./block_kernel.ts";
import { type FoldKind, foldOf } from "./fold.ts";
import { foldRow } from "./fold_row.ts";

/** Writes sums, products, maxima and minima. */
export function foldWriter(kind: FoldKind): BlockWriter {
  return {
    name: kind,
    mostVectors: 8,
    writeRow: (f, { length, dtype }, { from, to, library }) => {
      const fold = foldOf(kind, dtype, library);
      f.do(...storeLanes(to, foldRow(f, fold, from, length), 1));
    },
    writeColumns: (f, { length, inner, dtype }, at, { vectors, lanes }) => {
      const fold = foldOf(kind, dtype, at.library);
      const columns = { vectors, lanes, length, step: 4 * inner };
      accumulate(f, fold, at.from, columns).forEach((result, i) =>
        f.do(...storeLanes(at.to, result, lanes, 16 * i))
      );
    },
  };
}
