import { type DType, type Shape, sizeOf } from "../../../graph/node.ts";
import { ENOUGH_ROWS } from "../kernel.ts";

/** A value [outer, length, inner] whose middle axis goes. */
export interface Block {
  /** Product of the axes before. */
  readonly outer: number;
  /** Size of the axis that goes. */
  readonly length: number;
  /** Product of the axes after. */
  readonly inner: number;
  /** Type of the elements. */
  readonly dtype: DType;
}

/** A value of this shape, one of whose axes goes. */
export function blockAround(shape: Shape, axis: number, dtype: DType): Block {
  return {
    outer: sizeOf(shape.slice(0, axis)),
    length: shape[axis]!,
    inner: sizeOf(shape.slice(axis + 1)),
    dtype,
  };
}

/** A block as people write it: without axes of size 1. */
export function shapeOf({ outer, length, inner }: Block): number[] {
  return [outer, length, inner].filter((size) => size !== 1);
}

/** Whether rows are columns [length] next to each other, each of which needs a part of every term. */
export function hasColumnRows({ outer, inner }: Block): boolean {
  return outer === 1 && inner > 1;
}

/**
 * Into how many rows the work on a block is divided: [length, inner] each, or
 * columns of the only one. As many as the result's first axis has, so that the
 * steps before and after have the same; more, if those are few columns.
 */
export function rowsOf(block: Block, result: Shape): number {
  const first = result.find((size) => size !== 1) ?? 1;
  if (!hasColumnRows(block)) return first;
  return first < ENOUGH_ROWS ? block.inner : first;
}
