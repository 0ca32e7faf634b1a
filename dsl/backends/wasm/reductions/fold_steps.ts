import type { DType, Shape } from "../../../graph/node.ts";
import { ENOUGH_ROWS } from "../kernel.ts";
import { type Block, rowsOf } from "./block.ts";

/** Elements from which on rows are folded first, and then their results. */
const LARGE = 16384;
/** Elements that such a row has at least. */
const LEAST_ROW = 64;
/** Rows at most, where no axis gives them. */
const MOST_ROWS = 64;
/** Elements from which on it matters that a few columns do not keep vectors busy. */
const NARROW = 1024;
/** Columns that are few, and columns that are enough. */
const FEW_COLUMNS = 16;
const ENOUGH_COLUMNS = 32;

/** One fold of a block. */
export interface FoldStep {
  /** What is folded. */
  readonly block: Block;
  /** Rows of the step. */
  readonly rows: number;
  /** The result's shape, without axes of size 1. */
  readonly shape: Shape;
}

interface Axis {
  readonly size: number;
  readonly isFolded: boolean;
}

/** Neighbours that are folded next, and the axes around them. */
interface Run {
  readonly before: readonly Axis[];
  readonly length: number;
  readonly after: readonly Axis[];
}

/** The folds of blocks that together fold axes of a value: none, if all those have size 1. */
export function foldSteps(
  shape: Shape,
  folded: readonly number[],
  dtype: DType,
): FoldStep[] {
  let axes = shape
    .map((size, i): Axis => ({ size, isFolded: folded.includes(i) }))
    .filter(({ size }) => size !== 1);
  const steps: FoldStep[] = [];
  while (axes.some(({ isFolded }) => isFolded)) {
    const { before, length, after } = fillVectors(nextRun(axes));
    axes = [...before, ...after];
    const [outer, inner] = [product(before), product(after)];
    const block = { outer, length, inner, dtype };
    const shape = axes.map(({ size }) => size);
    steps.push({ block, rows: rowsOf(block, shape), shape });
  }
  return steps;
}

/** The last axes to be folded that lie together; of a large value that is folded from its beginning on, rows. */
function nextRun(axes: readonly Axis[]): Run {
  const end = axes.findLastIndex(({ isFolded }) => isFolded) + 1;
  const begin = axes.findLastIndex((axis, i) => i < end && !axis.isFolded) + 1;
  const after = axes.slice(end);
  const length = product(axes.slice(begin, end));
  const run = { before: axes.slice(0, begin), length, after };
  if (begin > 0 || product(axes) < LARGE) return run;
  const row = product(axes.slice(1, end));
  if (row >= LEAST_ROW) return { before: axes.slice(0, 1), length: row, after };
  const most = Math.min(MOST_ROWS, Math.floor(length / LEAST_ROW));
  const rows = largestDivisor(length, most);
  // Where there are columns, these could be rows.
  if (rows < (after.length === 0 ? 2 : ENOUGH_ROWS)) return run;
  const part = { size: rows, isFolded: true };
  return { before: [part], length: length / rows, after };
}

/** Where there are few columns but many terms, takes several terms as columns; these are folded next. */
function fillVectors(run: Run): Run {
  const { before, length, after } = run;
  const columns = product(after);
  if (
    columns === 1 || columns >= FEW_COLUMNS || length * columns < NARROW
  ) return run;
  let size = 1;
  while (2 * size * columns <= ENOUGH_COLUMNS && length % (2 * size) === 0) {
    size *= 2;
  }
  if (size === 1) return run;
  return {
    before,
    length: length / size,
    after: [{ size, isFolded: true }, ...after],
  };
}

/** The largest number, `most` or less, that divides another; at least 1. */
function largestDivisor(of: number, most: number): number {
  let divisor = Math.max(1, most);
  while (of % divisor !== 0) divisor--;
  return divisor;
}

function product(axes: readonly Axis[]): number {
  return axes.reduce((result, { size }) => result * size, 1);
}
