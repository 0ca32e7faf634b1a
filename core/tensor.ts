import { cannot, formatShape, formatValue } from "./errors.ts";
import { type NestedNumbers, readNested } from "./nested_numbers.ts";

export type { NestedNumbers };

/** Numbers in single precision with a shape, row by row. */
export interface Tensor {
  /** Sizes of the axes, outermost first; `[]` is a single number. */
  readonly shape: readonly number[];
  /** The elements; the last axis runs fastest. */
  readonly data: Float32Array;
}

/** A tensor, or what {@linkcode tensor} reads as one. */
export type TensorLike = Tensor | NestedNumbers;

/** Options for {@linkcode tensor}. */
export interface TensorOptions {
  /** Sizes of the axes, where they are not those of the arrays: `tensor([1, 2, 3, 4], { shape: [2, 2] })`. */
  readonly shape?: readonly number[];
}

/** Rows up to this size are copied faster by hand than through a view. */
const MOST_BY_HAND = 32;

/**
 * Makes a tensor of nested arrays, or of flat numbers and a shape.
 *
 * @param values A number, nested arrays or a flat typed array; always copied.
 * @param options The shape, where it is not that of the arrays.
 * @returns The numbers, rounded to single precision.
 * @throws {RangeError} If the arrays are ragged, or the shape takes another number of values.
 * @throws {TypeError} If something in the arrays is not a number.
 *
 * @example Two rows of three
 * ```ts
 * import { tensor } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([[1, 2, 3], [4, 5, 6]]);
 * assertEquals(x.shape, [2, 3]);
 * assertEquals([...x.data], [1, 2, 3, 4, 5, 6]);
 * ```
 */
export function tensor(
  values: NestedNumbers | Float32Array | Float64Array | Int32Array,
  options: TensorOptions = {},
): Tensor {
  const read = ArrayBuffer.isView(values)
    ? { shape: [values.length], data: values }
    : readNested(values);
  const shape = options.shape ?? read.shape;
  requireSize("make a tensor", shape, read.data.length);
  return Object.freeze({
    shape: Object.freeze([...shape]),
    data: Float32Array.from(read.data),
  });
}

/** The tensor itself, or {@linkcode tensor} of nested arrays. */
export function asTensor(values: TensorLike): Tensor {
  if (typeof values === "number" || !("data" in values)) return tensor(values);
  requireSize("read a tensor", values.shape, values.data.length);
  return values;
}

/**
 * The rows of a tensor at `indices` along its first axis, in that order, copied.
 *
 * @throws {RangeError} If the tensor has no axes, or no row of such an index.
 */
export function rows(source: Tensor, indices: ArrayLike<number>): Tensor {
  const size = rowSize("select rows", source);
  const data = new Float32Array(indices.length * size);
  copyRows(source, indices, data);
  const shape = [indices.length, ...source.shape.slice(1)];
  return Object.freeze({ shape: Object.freeze(shape), data });
}

/**
 * Writes the rows of a tensor at `indices` one after another into `into`; allocates nothing.
 *
 * @throws {RangeError} If a row does not exist, or `into` has another size.
 */
export function copyRows(
  source: Tensor,
  indices: ArrayLike<number>,
  into: Float32Array,
): void {
  const size = rowSize("select rows", source);
  const count = source.shape[0]!;
  if (into.length !== indices.length * size) {
    throw new RangeError(
      cannot(
        "select rows",
        `${indices.length} rows of ${size} take ${
          indices.length * size
        } places`,
        into.length,
        "number of places",
      ),
    );
  }
  for (let i = 0; i < indices.length; i++) {
    const from = indices[i]!;
    if (!(from >= 0 && from < count && Number.isInteger(from))) {
      throw new RangeError(
        cannot(
          "select rows",
          `every index must be an integer within [0, ${count})`,
          from,
          `index ${i}`,
        ),
      );
    }
    if (size > MOST_BY_HAND) {
      into.set(source.data.subarray(from * size, (from + 1) * size), i * size);
      continue;
    }
    for (let j = 0; j < size; j++) {
      into[i * size + j] = source.data[from * size + j]!;
    }
  }
}

/**
 * The rows of a tensor from `begin` up to, not including, `end`: a view that shares its memory.
 *
 * @throws {RangeError} If these are not rows of the tensor.
 */
export function rowsBetween(
  source: Tensor,
  begin: number,
  end: number,
): Tensor {
  const size = rowSize("take rows", source);
  const count = source.shape[0]!;
  const whole = Number.isInteger(begin) && Number.isInteger(end);
  if (!whole || begin < 0 || end < begin || end > count) {
    throw new RangeError(
      cannot(
        "take rows",
        `they must lie within the ${count} there are`,
        `${begin} to ${end}`,
        "range",
      ),
    );
  }
  const shape = Object.freeze([end - begin, ...source.shape.slice(1)]);
  const data = source.data.subarray(begin * size, end * size);
  return Object.freeze({ shape, data });
}

/**
 * Checks that numbers are neither NaN nor infinite.
 *
 * @param data The numbers.
 * @param action What the user asked for.
 * @param name The name of the numbers, where the user wrote it.
 * @throws {RangeError} At the first that is not finite; its index and value are told.
 */
export function requireFinite(
  data: ArrayLike<number>,
  action: string,
  name: string,
): void {
  for (let i = 0; i < data.length; i++) {
    if (Number.isFinite(data[i])) continue;
    throw new RangeError(
      cannot(
        action,
        `'${name}' must hold finite numbers`,
        formatValue(data[i]),
        `value at index ${i}`,
      ),
    );
  }
}

function rowSize(action: string, source: Tensor): number {
  if (source.shape.length === 0) {
    throw new RangeError(
      cannot(action, "the tensor must have an axis", "[]", "shape"),
    );
  }
  return sizeOf(source.shape.slice(1));
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, axis) => size * axis, 1);
}

function requireSize(
  action: string,
  shape: readonly number[],
  length: number,
): void {
  if (!shape.every((axis) => Number.isSafeInteger(axis) && axis >= 0)) {
    throw new RangeError(
      cannot(
        action,
        "every axis must be an integer of at least 0",
        formatShape(shape),
        "shape",
      ),
    );
  }
  const size = sizeOf(shape);
  if (size !== length) {
    throw new RangeError(
      cannot(
        action,
        `shape ${formatShape(shape)} takes ${size} values`,
        length,
        "number",
      ),
    );
  }
}
