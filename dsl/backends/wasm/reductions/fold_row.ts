import type { Local } from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { foldLanes, LANES, loadLanesOver } from "../lanes.ts";
import { accumulate } from "./accumulate.ts";
import type { Fold } from "./fold.ts";

/** Folds `length` neighbours; every lane holds the result, or every lane of those that the row has. */
export function foldRow(
  f: FunctionBuilder,
  fold: Fold,
  row: Local<"i32">,
  length: number,
): Local<"v128"> {
  const { identity, combine } = fold;
  const whole = Math.floor(length / LANES);
  const vectors = whole < 16 ? Math.min(whole, 4) : 8;
  const terms = vectors === 0 ? 0 : Math.floor(whole / vectors);
  const step = 4 * LANES * vectors;
  const columns = { vectors, lanes: LANES, length: terms, step };
  const parts = terms === 0 ? [] : accumulate(f, fold, row, columns);
  for (let at = terms * vectors * LANES; at < length; at += LANES) {
    const count = Math.min(LANES, length - at);
    parts.push(f.let(loadLanesOver(identity, row, count, 4 * at)));
  }
  while (parts.length > 1) {
    const [a, b] = parts.splice(0, 2);
    parts.push(f.let(combine(a!, b!)));
  }
  return foldLanes(f, parts[0]!, length < 3 ? length : LANES, combine);
}
