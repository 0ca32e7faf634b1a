import { type DType, type Shape, sizeOf } from "../../graph/node.ts";

/** Bytes of an element; a bool is a word of all zeros or all ones, a mask. */
export const ELEMENT_BYTES = 4;

/** What fills a region, and when. */
export type RegionKind =
  | "temporary"
  | "constant"
  | "variable"
  | "feed"
  | "draw";

/** A stretch of memory that holds one value; its address is chosen when all are known. */
export interface Region {
  /** Number, in the order of making. */
  readonly id: number;
  /** What fills it. */
  readonly kind: RegionKind;
  /** Size in bytes. */
  readonly bytes: number;
}

/** How a value looks. */
export interface Typed {
  /** Sizes of the axes. */
  readonly shape: Shape;
  /** Type of the elements. */
  readonly dtype: DType;
}

/** A node's value in a program: where it stands, and how its elements are read. */
export interface Value extends Typed {
  /** Where. */
  readonly region: Region;
  /** The number that every element is, where that is known when the program is compiled. */
  readonly constant?: number;
}

/** The same elements in another shape. */
export function reshaped(value: Value, shape: Shape): Value {
  return { ...value, shape };
}

/** Size of a value in bytes. */
export function bytesOf({ shape }: Typed): number {
  return ELEMENT_BYTES * sizeOf(shape);
}
