import { poolWindow } from "./_pool_window.ts";
import type { LayerPadding } from "./padding.ts";

/** The largest value of each window, described as plain data. */
export interface MaxPoolLayer {
  /** Tag of this layer. */
  readonly kind: "maxPool";
  /** Rows and columns of a window. */
  readonly size: readonly [number, number];
  /** Steps between windows: rows, columns. */
  readonly strides: readonly [number, number];
  /** What happens at the edges. */
  readonly padding: LayerPadding;
}

/** Options for {@linkcode maxPool} and {@linkcode averagePool}. */
export interface PoolLayerOptions {
  /** Steps between windows: rows, columns, or one number for both. @default the window's size */
  strides?: number | readonly [number, number];
  /** What happens at the edges. @default {"valid"} */
  padding?: LayerPadding;
}

/**
 * Describes the largest value of each window, channel by channel: [h, w, c] becomes [h′, w′, c].
 *
 * @param size Rows and columns of a window, or one number for both.
 * @param options How windows move.
 * @returns A frozen description.
 * @throws {RangeError} If a number is no positive integer.
 *
 * @example Half the rows and columns
 * ```ts
 * import { maxPool } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(maxPool(2).strides, [2, 2]);
 * ```
 */
export function maxPool(
  size: number | readonly [number, number],
  options: PoolLayerOptions = {},
): MaxPoolLayer {
  const window = poolWindow("describe a maxPool layer", size, options);
  return Object.freeze({ kind: "maxPool", ...window });
}
