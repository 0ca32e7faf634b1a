import type { GraphNode, Padding } from "../../../../dsl/graph/node.ts";
import * as op from "../../../../dsl/graph/op.ts";

/** One number for rows, one for columns. */
export type Pair = readonly [number, number];

/** Torch has channels before rows; a missing axis of rows becomes one row. */
export function image(x: GraphNode): GraphNode {
  const [n, c, ...rest] = x.shape as [number, number, ...number[]];
  const whole = rest.length === 1 ? op.reshape(x, [n, c, 1, ...rest]) : x;
  return op.transpose(whole, [0, 2, 3, 1]);
}

/** [out, in, rows, columns] → [rows, columns, in, out]. */
export function filter(w: GraphNode): GraphNode {
  const [f, c, ...rest] = w.shape as [number, number, ...number[]];
  const whole = rest.length === 1 ? op.reshape(w, [f, c, 1, ...rest]) : w;
  return op.transpose(whole, [2, 3, 1, 0]);
}

/** Back to torch's layout. */
export function answer(y: GraphNode, like: GraphNode): GraphNode {
  const turned = op.transpose(y, [0, 3, 1, 2]);
  return like.shape.length === 3
    ? op.reshape(turned, [turned.shape[0]!, turned.shape[1]!, -1])
    : turned;
}

export function both(value: unknown): Pair {
  return typeof value === "number" ? [value, value] : value as Pair;
}

/** Torch pads rows and columns by as much on either side. */
export function padding(
  value: unknown,
  rows: boolean,
): Padding | "same" | "valid" {
  if (value === "same" || value === "valid") return value;
  const [height, width] = both(value ?? 0);
  const vertical = rows ? height : 0;
  return { top: vertical, bottom: vertical, left: width, right: width };
}
