import type { GraphNode } from "../node.ts";
import { multiply } from "./binary.ts";
import { broadcastTo, concat, reshape, slice, transpose } from "./layout.ts";

/**
 * For each element the product of all others along `axes`.
 *
 * Without a division, so that it and its derivatives are right at zeros as well.
 */
export function productsOfOthers(
  x: GraphNode,
  axes: readonly number[],
): GraphNode {
  const kept = x.shape.flatMap((_, i) => axes.includes(i) ? [] : [i]);
  const order = [...kept, ...axes];
  const turned = transpose(x, order);
  const count = axes.reduce((size, axis) => size * x.shape[axis]!, 1);
  const rows = kept.reduce((size, axis) => size * x.shape[axis]!, 1);
  const others = along(reshape(turned, [rows, count]));
  const back = order.map((_, i) => order.indexOf(i));
  return transpose(reshape(others, turned.shape), back);
}

/** Folds each row in two until one element is left. */
function along(x: GraphNode): GraphNode {
  const [rows, count] = x.shape as [number, number];
  const one = x.graph.constant(1);
  if (count <= 1) return broadcastTo(one, x.shape);
  if (count % 2 === 1) {
    const even = concat([x, broadcastTo(one, [rows, 1])]);
    return slice(along(even), [0, 0], x.shape);
  }
  const half = count / 2;
  const left = slice(x, [0, 0], [rows, half]);
  const right = slice(x, [0, half], [rows, half]);
  const others = along(multiply(left, right));
  return concat([multiply(others, right), multiply(others, left)]);
}
