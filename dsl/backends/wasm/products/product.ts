import { formatShape } from "../../../../core/errors.ts";

/** Products of matrices, a · b + bias, as they stand in memory. */
export interface Product {
  /** Pairs of matrices, each multiplied on its own. */
  readonly matrices: number;
  /** Rows of a, and of the result. */
  readonly rows: number;
  /** Columns of a and rows of b: terms of each sum. */
  readonly inner: number;
  /** Columns of b, and of the result. */
  readonly columns: number;
  /** Whether a stands with its axes swapped. */
  readonly transposeA: boolean;
  /** Whether b stands with its axes swapped; never both. */
  readonly transposeB: boolean;
  /** Whether a number for each column is added. */
  readonly bias: boolean;
  /** Whether only positive sums stay, the others become 0. */
  readonly relu: boolean;
}

/** A product for people: `matmul [64, 4] · [4, 64] + bias, relu`. */
export function labelOf(product: Product): string {
  const { matrices, rows, inner, columns } = product;
  const { transposeA, transposeB, bias, relu } = product;
  const factor = (shape: readonly [number, number], isSwapped: boolean) =>
    isSwapped ? `${formatShape(shape.toReversed())}ᵀ` : formatShape(shape);
  const times = matrices > 1 ? `${matrices} × ` : "";
  const a = factor([rows, inner], transposeA);
  const b = factor([inner, columns], transposeB && columns > 1);
  const sum = `${times}${a} · ${b}${bias ? " + bias" : ""}`;
  return `matmul ${sum}${relu ? ", relu" : ""}`;
}

/** Multiplications and additions. */
export function flopsOf({ matrices, rows, inner, columns }: Product): number {
  return 2 * matrices * rows * inner * columns;
}
