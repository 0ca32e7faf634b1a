import type { Product } from "./product.ts";

/** Bytes that a core keeps nearest. */
const NEAR_BYTES = 24 * 1024;
/** Bytes of the second factor from which on it pays to go through it block by block. */
const LARGE_BYTES = 128 * 1024;
/** Terms of a block for a few rows: the second factor is read almost in its own order. */
const SHORT_BLOCK = 16;
/** Terms of a block for many rows, about: they find it in the second cache. */
const LONG_BLOCK = 256;
/** Rows from which on they are many. */
const MANY_ROWS = 4;

/**
 * Terms that all rows add up before any takes the next ones: all of them, but
 * where the second factor is large, so few that their part of it stays near.
 */
export function termsAtOnce({ rows, inner, columns }: Product): number {
  if (4 * inner * columns <= LARGE_BYTES) return inner;
  if (rows < MANY_ROWS) return Math.min(inner, SHORT_BLOCK);
  const blocks = Math.round(inner / LONG_BLOCK);
  return blocks <= 1 ? inner : 4 * Math.ceil(inner / blocks / 4);
}

/** Whether sums are interrupted: the result holds meanwhile what was added up so far. */
export function isBlocked(product: Product): boolean {
  return !product.transposeB && termsAtOnce(product) < product.inner;
}

/** Whether the second factor comes from the second cache, tile by tile. */
export function isFar(product: Product): boolean {
  return 4 * termsAtOnce(product) * product.columns > NEAR_BYTES;
}
