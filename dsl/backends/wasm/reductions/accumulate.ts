import type { Local } from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32 } from "../../../../core/assembler/instructions.ts";
import { lesser } from "../../../../core/assembler/lesser.ts";
import { loadLanes } from "../lanes.ts";
import type { Fold } from "./fold.ts";

/** Terms that are folded one by one; more make partial results of so many first, and these again. */
const TERMS = 32;
/** Terms whose code is written out. */
const FEW = 4;

/** Columns of terms that are folded side by side. */
export interface Columns {
  /** Number of vectors. */
  readonly vectors: number;
  /** Lanes of each, 1 to 4. */
  readonly lanes: number;
  /** Terms of each column. */
  readonly length: number;
  /** Bytes from one term to the next. */
  readonly step: number;
}

/**
 * Folds columns of terms.
 *
 * Sums of floats are sums of sums, each of few terms: the error then grows with
 * the logarithm of the number of terms.
 *
 * @param first Address of the first term of the first column.
 */
export function accumulate(
  f: FunctionBuilder,
  { identity, combine, isRounded }: Fold,
  first: Local<"i32">,
  { vectors, lanes, length, step }: Columns,
): Local<"v128">[] {
  const fresh = () => Array.from({ length: vectors }, () => f.let(identity));
  const addTerm = (to: readonly Local<"v128">[], at: Local<"i32">, term = 0) =>
    to.forEach((total, i) =>
      f.set(total, combine(total, loadLanes(at, lanes, term * step + 16 * i)))
    );
  const totals = fresh();
  if (length <= FEW) {
    for (let term = 0; term < length; term++) addTerm(totals, first, term);
    return totals;
  }
  const at = f.let(first);
  const addUntil = (
    to: readonly Local<"v128">[],
    end: Local<"i32">,
    terms: number,
  ): void =>
    f.while(() => i32.ltU(at, end), () => {
      if (!isRounded || terms <= TERMS) {
        addTerm(to, at);
        return f.increase(at, step);
      }
      const partTerms = largestPart(terms);
      const parts = fresh();
      const behind = f.let(i32.add(at, i32.const(partTerms * step)));
      f.set(behind, lesser(behind, end));
      addUntil(parts, behind, partTerms);
      to.forEach((total, i) => f.set(total, combine(total, parts[i]!)));
    });
  addUntil(totals, f.let(i32.add(first, i32.const(length * step))), length);
  return totals;
}

/** The largest power of {@linkcode TERMS} below a number of terms. */
function largestPart(terms: number): number {
  let part = TERMS;
  while (part * TERMS < terms) part *= TERMS;
  return part;
}
