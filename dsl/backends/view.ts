import { type Shape, sizeOf } from "../graph/node.ts";

/** One axis of a {@linkcode View}. */
export interface ViewAxis {
  /** Size in the result. */
  readonly size: number;
  /** Elements of the source from one place to the next; 0 repeats. */
  readonly step: number;
  /** Place of the source axis at which the result begins; before 0 lie zeros. */
  readonly begin: number;
  /** Size of the source axis; behind it lie zeros. */
  readonly limit: number;
}

/** A result each of whose elements is one of a source, or 0: transposes, blocks, repeats, paddings. */
export interface View {
  /** Axes of the result, outermost first. */
  readonly axes: readonly ViewAxis[];
  /** Number of elements of the source. */
  readonly source: number;
}

/** Elements from one place of each axis to the next, row by row. */
export function stepsOf(shape: Shape): number[] {
  const steps: number[] = [];
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    steps[i] = step;
    step *= shape[i]!;
  }
  return steps;
}

/** Axes of a shape as they stand, to be changed into another view. */
export function wholeAxes(shape: Shape): ViewAxis[] {
  const steps = stepsOf(shape);
  return shape.map((size, i) => ({
    size,
    step: steps[i]!,
    begin: 0,
    limit: size,
  }));
}

/** The source stretched to `shape`, as in NumPy: aligned at the last axis. */
export function broadcastAxes(source: Shape, shape: Shape): ViewAxis[] {
  const steps = stepsOf(source);
  return shape.map((size, i) => {
    const from = i - shape.length + source.length;
    const repeats = from < 0 || source[from] === 1;
    return { size, step: repeats ? 0 : steps[from]!, begin: 0, limit: size };
  });
}

/** Whether some places of the axis may lie outside the source. */
export function isPadded({ size, begin, limit }: ViewAxis): boolean {
  return begin < 0 || begin + size > limit;
}

/** The same view with as few axes as can be: those of size 1 left out, neighbours that run on joined. */
export function simplify(view: View): View {
  const axes: ViewAxis[] = [];
  for (const axis of view.axes) {
    if (axis.size === 1 && axis.begin === 0) continue;
    const last = axes.at(-1);
    const joins = last && !isPadded(axis) && axis.begin === 0 &&
      last.step === axis.step * axis.size;
    if (!joins) {
      axes.push(axis);
      continue;
    }
    axes[axes.length - 1] = {
      size: last.size * axis.size,
      step: axis.step,
      begin: last.begin * axis.size,
      limit: last.limit * axis.size,
    };
  }
  return { axes, source: view.source };
}

/** Whether a simplified view answers the source as it is. */
export function isWhole({ axes, source }: View): boolean {
  const [axis] = axes;
  if (!axis) return source === 1;
  return axes.length === 1 && axis.step === 1 && axis.begin === 0 &&
    axis.size === source && axis.limit === source;
}

/** Number of elements of the result. */
export function viewSize({ axes }: View): number {
  return sizeOf(axes.map(({ size }) => size));
}
