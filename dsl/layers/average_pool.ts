import { poolWindow } from "./_pool_window.ts";
import type { PoolLayerOptions } from "./max_pool.ts";
import type { LayerPadding } from "./padding.ts";

/** The mean of each window, described as plain data. */
export interface AveragePoolLayer {
  /** Tag of this layer. */
  readonly kind: "averagePool";
  /** Rows and columns of a window. */
  readonly size: readonly [number, number];
  /** Steps between windows: rows, columns. */
  readonly strides: readonly [number, number];
  /** What happens at the edges. */
  readonly padding: LayerPadding;
}

/**
 * Describes the mean of each window, channel by channel: [h, w, c] becomes [h′, w′, c].
 *
 * Cells outside the image do not count.
 *
 * @param size Rows and columns of a window, or one number for both.
 * @param options How windows move.
 * @returns A frozen description.
 * @throws {RangeError} If a number is no positive integer.
 *
 * @example Windows of two by two
 * ```ts
 * import { averagePool } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(averagePool(2).size, [2, 2]);
 * ```
 */
export function averagePool(
  size: number | readonly [number, number],
  options: PoolLayerOptions = {},
): AveragePoolLayer {
  const window = poolWindow("describe an averagePool layer", size, options);
  return Object.freeze({ kind: "averagePool", ...window });
}
