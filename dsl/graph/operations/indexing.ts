import { formatShape, requirePositiveInteger } from "../../../core/errors.ts";
import type { Derivatives } from "../derivative.ts";
import { emit } from "../emit.ts";
import type { GraphNode } from "../node.ts";
import { requireDType, sameShape } from "./_check.ts";

/**
 * The rows of x at `indices`: [rows, …rest] and int32 [...places] → [...places, …rest].
 *
 * An index outside [0, rows) is the caller's mistake; what it answers is not defined.
 */
export function gather(x: GraphNode, indices: GraphNode): GraphNode {
  requireDType("compute gather", indices, ["int32"]);
  if (x.shape.length === 0) {
    throw new RangeError(
      "Cannot compute gather as there must be rows to choose from: current shape is []",
    );
  }
  return emit({
    kind: "gather",
    inputs: [x, indices],
    attributes: {},
    shape: Object.freeze([...indices.shape, ...x.shape.slice(1)]),
    dtype: x.dtype,
  });
}

/** Sums `values` [...places, …rest] by `indices` int32 [...places] into [rows, …rest]. */
export function scatterAdd(
  values: GraphNode,
  indices: GraphNode,
  rows: number,
): GraphNode {
  requireDType("compute scatterAdd", values, ["float32"]);
  requireDType("compute scatterAdd", indices, ["int32"]);
  requirePositiveInteger(rows, "compute scatterAdd", "rows");
  const places = indices.shape.length;
  if (!sameShape(values.shape.slice(0, places), indices.shape)) {
    throw new RangeError(
      `Cannot compute scatterAdd as the values must begin with the axes of the indices: current shapes are ${
        formatShape(values.shape)
      } and ${formatShape(indices.shape)}`,
    );
  }
  return emit({
    kind: "scatterAdd",
    inputs: [values, indices],
    attributes: Object.freeze({ rows }),
    shape: Object.freeze([rows, ...values.shape.slice(places)]),
    dtype: "float32",
  });
}

/** 1 at each index and 0 elsewhere: int32 [...places] → float32 [...places, depth]. */
export function oneHot(indices: GraphNode, depth: number): GraphNode {
  requireDType("compute oneHot", indices, ["int32"]);
  requirePositiveInteger(depth, "compute oneHot", "depth");
  return emit({
    kind: "oneHot",
    inputs: [indices],
    attributes: Object.freeze({ depth }),
    shape: Object.freeze([...indices.shape, depth]),
    dtype: "float32",
  });
}

/** How each of these operations follows its values; indices do not change by small amounts. */
export const INDEXING_DERIVATIVES: Derivatives<
  "gather" | "scatterAdd" | "oneHot"
> = {
  gather: ({ inputs: [x, indices] }, upstream) => [
    scatterAdd(upstream, indices!, x!.shape[0]!),
    undefined,
  ],
  scatterAdd: ({ inputs: [, indices] }, upstream) => [
    gather(upstream, indices!),
    undefined,
  ],
  oneHot: () => [undefined],
};
