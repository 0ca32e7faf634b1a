import { requireOneOf } from "../../core/errors.ts";
import { pair } from "../graph/operations/window.ts";
import type { MaxPoolLayer, PoolLayerOptions } from "./max_pool.ts";
import { PADDINGS } from "./padding.ts";

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
