import type { Taps } from "./taps.ts";

/** Elements from one output to the next. */
export interface Steps {
  /** From row to row. */
  readonly row: number;
  /** From output to output in a row. */
  readonly pixel: number;
}

/** Grids of outputs of one size that see their surroundings alike. */
export interface Phase {
  /** Rows of outputs. */
  readonly rows: number;
  /** Outputs in a row. */
  readonly columns: number;
  /** Between the surroundings of outputs. */
  readonly source: Steps;
  /** Between the outputs. */
  readonly result: Steps;
  /** What is summed up for each. */
  readonly taps: Taps;
  /** Number of such grids. */
  readonly places: number;
}

/** Where a grid begins, in elements from an image's beginning. */
export interface Place {
  /** The first tap of the first output. */
  readonly source: number;
  /** The first tap's weights. */
  readonly filter: number;
  /** The first output. */
  readonly result: number;
}

/** Weighted sums of surroundings that lie inside their images. */
export interface Correlation {
  /** Channels of the result. */
  readonly channels: number;
  /** Elements of an image that is read. */
  readonly sourceImage: number;
  /** Elements of an image of results. */
  readonly resultImage: number;
  /** Elements of the weights from 8 channels to the next 8. */
  readonly panel: number;
  /** Grids of outputs. */
  readonly phases: readonly Phase[];
  /**
   * Where the kernel's rows are the rows of images, how many an image has; else
   * they are whole images.
   */
  readonly imageRows?: number;
  /** Whether each channel has a number to begin with. */
  readonly bias: boolean;
  /** Whether only positive results stay. */
  readonly relu: boolean;
}

/** The same outputs in rows that are as long as can be. */
export function joinRows(phase: Phase): Phase {
  const { rows, columns, source, result } = phase;
  if (columns === 1) {
    const along = ({ row }: Steps) => ({ row: row * rows, pixel: row });
    return {
      ...phase,
      rows: 1,
      columns: rows,
      source: along(source),
      result: along(result),
    };
  }
  const runsOn = ({ row, pixel }: Steps) => row === columns * pixel;
  return runsOn(source) && runsOn(result)
    ? { ...phase, rows: 1, columns: rows * columns }
    : phase;
}

/** The words of a table of places. */
export function placeWords(places: readonly Place[]): Int32Array {
  return Int32Array.from(
    places.flatMap(({ source, filter, result }) =>
      [source, filter, result].map((elements) => 4 * elements)
    ),
  );
}

/** Bytes of a place in a table. */
export const PLACE_BYTES = 12;
