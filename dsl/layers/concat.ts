import { requireInteger } from "../../core/errors.ts";

/** Several values side by side, described as plain data. */
export interface ConcatLayer {
  /** Tag of this layer. */
  readonly kind: "concat";
  /** The axis of a sample that grows; a negative one counts from the end. */
  readonly axis: number;
}

/** Describes several values side by side along an axis of a sample. */
export function concatLayer(axis: number): ConcatLayer {
  requireInteger(axis, "describe a concat layer", "axis");
  return Object.freeze({ kind: "concat", axis: axis + 0 });
}
