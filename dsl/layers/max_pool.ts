import { requireOneOf } from "../../core/errors.ts";
import { pair } from "../graph/operations/window.ts";
import { type LayerPadding, PADDINGS } from "./padding.ts";

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

/** Window, steps and edges of a pooling layer, checked. */
export function poolWindow(
  action: string,
  size: number | readonly [number, number],
  options: PoolLayerOptions,
): Omit<MaxPoolLayer, "kind"> {
  const { padding = "valid" } = options;
  const window = pair(action, "size", size);
  const strides = pair(action, "strides", options.strides ?? window);
  requireOneOf(padding, action, "padding", PADDINGS);
  return { size: window, strides, padding };
}
