import { type DType, type Shape, sizeOf } from "../../../graph/node.ts";
import type { LoopKind } from "./elementwise_kind.ts";

/** What a loop reads. */
export interface Source {
  /** Type of the elements. */
  readonly dtype: DType;
  /** The number that every element is, if it is known: nothing is read then. */
  readonly constant?: number;
}

/** One operation of a loop. */
export interface Operation {
  /** What it computes. */
  readonly kind: LoopKind;
  /** Type of its result. */
  readonly dtype: DType;
  /** Its operands: places among the sources and then the operations before it. */
  readonly operands: readonly number[];
}

/** An axis over which a loop runs. */
export interface Axis {
  /** Turns. */
  readonly size: number;
  /** Elements of each source from one turn to the next; 0 repeats. */
  readonly steps: readonly number[];
}

/** Operations on each element, computed together, for any number of rows. */
export interface Loop {
  /** What is read. */
  readonly sources: readonly Source[];
  /** Elements of each source from one row to the next; 0 repeats. */
  readonly rowSteps: readonly number[];
  /** Axes of a row, outermost first. */
  readonly axes: readonly Axis[];
  /** What is computed, in order. */
  readonly operations: readonly Operation[];
  /** Which operations' results are stored. */
  readonly stored: readonly number[];
}

/** How a loop goes through a shape. */
export interface Nest extends Pick<Loop, "rowSteps" | "axes"> {
  /** Rows of the loop for each row of the shape: elements, where all run on. */
  readonly scale: number;
}

/**
 * Goes through the elements of `shape` along with sources that are stretched to
 * it, as in NumPy, on as few axes as can be. The first axis is the rows; where
 * every source runs on from row to row, or is one element, each element is a row.
 */
export function nestOf(shape: Shape, sources: readonly Shape[]): Nest {
  const steps = sources.map((source) => stepsOf(source, shape));
  const [rows, ...inner] = shape.map((size, i): Axis => ({
    size,
    steps: steps.map((each) => each[i]!),
  }));
  const axes = joined(inner);
  const rowSteps = rows?.steps ?? sources.map(() => 0);
  const [axis, ...others] = axes;
  const runsOn = axis && others.length === 0 &&
    rowSteps.every((step, i) =>
      axis.steps[i] === 0 ? step === 0 : step === axis.size || rows!.size === 1
    );
  return runsOn
    ? { rowSteps: axis.steps, axes: [], scale: sizeOf(shape.slice(1)) }
    : { rowSteps, axes, scale: 1 };
}

/** Neighbours that run on in every source as one; those of size 1 left out. */
function joined(axes: readonly Axis[]): Axis[] {
  const kept: Axis[] = [];
  for (const axis of axes) {
    if (axis.size === 1) continue;
    const last = kept.at(-1);
    const runsOn = last?.steps.every((step, i) =>
      step === axis.steps[i]! * axis.size
    );
    if (last && runsOn) {
      const size = last.size * axis.size;
      kept[kept.length - 1] = { size, steps: axis.steps };
    } else kept.push(axis);
  }
  return kept;
}

/** Elements from one place of each axis of `shape` to the next; 0 where the source is stretched. */
function stepsOf(source: Shape, shape: Shape): number[] {
  const steps = shape.map(() => 0);
  let step = 1;
  for (let i = 1; i <= source.length; i++) {
    const size = source.at(-i)!;
    if (size !== 1) steps[shape.length - i] = step;
    step *= size;
  }
  return steps;
}
