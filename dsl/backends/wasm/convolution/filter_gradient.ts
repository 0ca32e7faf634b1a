import type { FilterParts } from "./filter_parts.ts";
import type { Taps } from "./taps.ts";

/** How far it is from one thing to the next, in elements of what is read. */
export interface Stride {
  /** Of the images. */
  readonly source: number;
  /** Of the gradients by their results. */
  readonly upstream: number;
}

/** Windows that are added up before the next part of the filter is looked at. */
export interface Block {
  /** How many such blocks there are, one after the other. */
  readonly count: number;
  /** From one to the next. */
  readonly stride: Stride;
  /** Loops over the windows. */
  readonly windows: Taps;
}

/** The gradient of a convolution by its filter, which is divided into equal parts. */
export interface FilterGradient extends FilterParts {
  /** Filters. */
  readonly filters: number;
  /** Equal numbers of images whose sums are kept apart. */
  readonly groups: number;
  /** From one group of images to the next. */
  readonly group: Stride;
  /** How often the blocks are gone through in a group. */
  readonly turns: number;
  /** From one turn to the next. */
  readonly turn: Stride;
  /** The windows. */
  readonly blocks: readonly Block[];
}

/** Number of the parts of a filter. */
export function partCount({ parts }: FilterParts): number {
  return parts.reduce((product, { count }) => product * count, 1);
}
