import { cannot, formatShape, formatValue } from "../../core/errors.ts";
import { asTensor, requireFinite, type TensorLike } from "../../core/tensor.ts";
import { type Shape, sizeOf } from "../graph/node.ts";

/** A value for each of many rows: what a placeholder is fed from, a batch at a time. */
export interface Column {
  /** Shape of one row. */
  readonly shape: Shape;
  /** The rows, one after the other. */
  readonly data: Float32Array | Int32Array;
}

/** Columns by the name of their placeholder, all of as many rows. */
export interface Rows {
  /** How many rows. */
  readonly count: number;
  /** The columns. */
  readonly columns: Readonly<Record<string, Column>>;
}

/** What is told of a column where it is wrong. */
export interface ColumnWish {
  /** What the user asked for. */
  readonly action: string;
  /** What the user calls the values: `x`, `y.policy`. */
  readonly name: string;
  /** Shape of one row. */
  readonly shape: Shape;
}

/**
 * Reads finite numbers, a row for each example.
 *
 * Axes of size 1 at the end may be left out or added: targets of shape [n] suit outputs of shape [n, 1].
 *
 * @param values Rows of numbers.
 * @param wish What they should look like.
 * @returns The rows, not copied where they are a tensor.
 * @throws {RangeError} If there are none, the shape is wrong, or a number is not finite.
 */
export function readColumn(values: TensorLike, wish: ColumnWish): Column {
  const { action, name, shape } = wish;
  const tensor = asTensor(values);
  if (core(tensor.shape.slice(1)) !== core(shape) || !tensor.shape.length) {
    throw new RangeError(
      cannot(
        action,
        `'${name}' must have shape ${["[n", ...shape].join(", ")}]`,
        formatShape(tensor.shape),
        "shape",
      ),
    );
  }
  if (tensor.shape[0] === 0) {
    const wanted = `'${name}' must have rows`;
    throw new RangeError(cannot(action, wanted, 0, "number of rows"));
  }
  requireFinite(tensor.data, action, name);
  return { shape, data: tensor.data };
}

/** A shape without the axes of size 1 at its end, as text. */
function core(shape: Shape): string {
  const last = shape.findLastIndex((axis) => axis !== 1);
  return shape.slice(0, last + 1).join();
}

/** How many rows a column has. */
export function countRows({ shape, data }: Column): number {
  return data.length / sizeOf(shape);
}

/**
 * The same rows as numbers of classes.
 *
 * @throws {RangeError} If one is no integer within [0, classes).
 */
export function asClasses(
  { shape, data }: Column,
  { action, name }: ColumnWish,
  classes: number,
): Column {
  const wrong = data.findIndex((x) =>
    !(Number.isInteger(x) && x >= 0 && x < classes)
  );
  if (wrong >= 0) {
    throw new RangeError(
      cannot(
        action,
        `'${name}' must hold integers within [0, ${classes})`,
        formatValue(data[wrong]),
        `value at index ${wrong}`,
      ),
    );
  }
  return { shape, data: Int32Array.from(data) };
}

/** Throws unless every number lies within an interval. */
export function requireValues(
  { data }: Column,
  { action, name }: ColumnWish,
  min: number,
  max: number,
): void {
  const wrong = data.findIndex((x) => x < min || x > max);
  if (wrong < 0) return;
  const interval = max === Infinity
    ? `numbers of at least ${min}`
    : `numbers within [${min}, ${max}]`;
  throw new RangeError(
    cannot(
      action,
      `'${name}' must hold ${interval}`,
      formatValue(data[wrong]),
      `value at index ${wrong}`,
    ),
  );
}

/**
 * Puts columns side by side.
 *
 * @param action What the user asked for.
 * @param columns Each column, with the name of its placeholder and the name the user knows.
 * @returns The rows.
 * @throws {RangeError} If they differ in their number of rows.
 */
export function joinColumns(
  action: string,
  columns: readonly (readonly [string, string, Column])[],
): Rows {
  const counts = columns.map(([, , column]) => countRows(column));
  const count = counts[0] ?? 0;
  if (counts.some((other) => other !== count)) {
    const listed = columns.map(([, name], i) => `${counts[i]} ('${name}')`);
    throw new RangeError(
      cannot(
        action,
        "all data must have the same number of rows",
        listed.join(", "),
        "number",
      ),
    );
  }
  return {
    count,
    columns: Object.fromEntries(
      columns.map(([placeholder, , column]) => [placeholder, column]),
    ),
  };
}

/** The rows at `indices`, in that order, copied. */
export function selectRows(rows: Rows, indices: ArrayLike<number>): Rows {
  const entries = Object.entries(rows.columns).map(([name, column]) => {
    const size = indices.length * sizeOf(column.shape);
    const data = column.data instanceof Int32Array
      ? new Int32Array(size)
      : new Float32Array(size);
    gatherRows(column, indices, data);
    return [name, { shape: column.shape, data }] as const;
  });
  return { count: indices.length, columns: Object.fromEntries(entries) };
}

/** Writes the rows of a column at `indices` one after another into `into`; allocates nothing but for long rows. */
export function gatherRows(
  { shape, data }: Column,
  indices: ArrayLike<number>,
  into: Float32Array | Int32Array,
): void {
  const size = sizeOf(shape);
  for (let i = 0; i < indices.length; i++) {
    const from = indices[i]! * size;
    // Short rows are copied faster by hand than through a view.
    if (size > 16) into.set(data.subarray(from, from + size), i * size);
    else for (let j = 0; j < size; j++) into[i * size + j] = data[from + j]!;
  }
}
