/** One axis of a convolution. */
export interface Axis {
  /** Pixels of the image. */
  readonly image: number;
  /** Pixels of the result. */
  readonly result: number;
  /** Cells of the filter. */
  readonly kernel: number;
  /** From window to window. */
  readonly stride: number;
  /** From cell to cell of the filter. */
  readonly dilation: number;
  /** Zeros before the image. */
  readonly before: number;
}

/** Pixels of an image, a stride apart, that are reached from the result alike. */
export interface AxisPhase {
  /** The first of these pixels. */
  readonly first: number;
  /** How many they are. */
  readonly count: number;
  /** Cells of the filter that reach them. */
  readonly taps: number;
  /** The pixel of the padded result from which the last of these cells reaches the first pixel. */
  readonly source: number;
  /** This cell, counted from the filter's end. */
  readonly cell: number;
}

/** How the pixels of an image are reached from the result, along one axis. */
export interface PhasedAxis {
  /** Zeros that the result needs before and after it, so that every tap reads something. */
  readonly padding: readonly [before: number, after: number];
  /** Pixels of the result from tap to tap. */
  readonly sourceStep: number;
  /** Cells of the filter from tap to tap, towards its beginning. */
  readonly cellStep: number;
  /** All pixels of the image, in as many phases as there are pixels in a stride. */
  readonly phases: readonly AxisPhase[];
}

/**
 * Divides an axis of an image into phases.
 *
 * Window `o` puts cell `i` of the filter on pixel `o·stride + i·dilation − before`.
 * So pixel `y` is reached by the cells with `(y + before − i·dilation) mod stride = 0`,
 * the same ones for all pixels a stride apart.
 */
export function axisPhases(axis: Axis): PhasedAxis {
  const { image, result, kernel, stride, dilation, before } = axis;
  const common = greatestCommonDivisor(stride, dilation);
  const cellStep = stride / common;
  const sourceStep = dilation / common;
  const phases = Array.from(
    { length: Math.min(stride, image) },
    (_, first): AxisPhase => {
      const cells = Array.from({ length: kernel }, (_, cell) => cell)
        .filter((cell) => (first + before - cell * dilation) % stride === 0);
      const last = cells.at(-1) ?? kernel - 1;
      return {
        first,
        count: Math.ceil((image - first) / stride),
        taps: cells.length,
        source: cells.length === 0
          ? 0
          : (first + before - last * dilation) / stride,
        cell: kernel - 1 - last,
      };
    },
  );
  const reached = phases.filter(({ taps }) => taps > 0);
  const padBefore = Math.max(0, ...reached.map(({ source }) => -source));
  const padAfter = Math.max(
    0,
    ...reached.map(({ source, count, taps }) =>
      source + (count - 1) + (taps - 1) * sourceStep - (result - 1)
    ),
  );
  return {
    padding: [padBefore, padAfter],
    sourceStep,
    cellStep,
    phases: phases.map((phase) => ({
      ...phase,
      source: phase.taps === 0 ? 0 : phase.source + padBefore,
    })),
  };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
