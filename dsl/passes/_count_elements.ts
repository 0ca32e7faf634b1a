import { sizeOf } from "../graph/node.ts";
import type { Weight } from "./weights_of.ts";

/** Number of elements of several weights. */
export function countElements(weights: readonly Weight[]): number {
  return weights.reduce((total, { shape }) => total + sizeOf(shape), 0);
}
