import { cannot, formatShape, formatValue } from "./errors.ts";

/** A number, or equally long arrays of such, to any depth. */
export type NestedNumbers = number | readonly NestedNumbers[];

/** Numbers as they were written, with their shape. */
export interface NestedValues {
  /** Sizes of the axes, outermost first. */
  readonly shape: readonly number[];
  /** The elements, exact; the last axis runs fastest. */
  readonly data: Float64Array;
}

/** Deeper arrays are taken for a mistake, such as an array that holds itself. */
const MOST_AXES = 32;

/**
 * Reads nested arrays without rounding.
 *
 * @throws {RangeError} If the arrays are ragged, or nested more than 32 deep.
 * @throws {TypeError} If something in them is not a number.
 */
export function readNested(values: NestedNumbers): NestedValues {
  const shape: number[] = [];
  let first: NestedNumbers | undefined = values;
  while (Array.isArray(first)) {
    if (shape.length === MOST_AXES) {
      throw new RangeError(
        cannot(
          "read nested arrays",
          `they must have at most ${MOST_AXES} axes`,
          "more",
          "number of axes",
        ),
      );
    }
    shape.push(first.length);
    first = first[0];
  }
  // Collected one by one: the first rows alone may promise more than there is.
  const data: number[] = [];
  if (typeof values === "number") data.push(values);
  else if (shape.length === 0) throw misplaced(values, shape, []);
  else collect(values, shape, [], data);
  return Object.freeze({
    shape: Object.freeze(shape),
    data: Float64Array.from(data),
  });
}

/** Adds the numbers of the array at `place` to `data`; leaves `place` as it was. */
function collect(
  values: readonly NestedNumbers[],
  shape: readonly number[],
  place: number[],
  data: number[],
): void {
  const depth = place.length;
  if (values.length !== shape[depth]) throw misplaced(values, shape, place);
  const innermost = depth === shape.length - 1;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (innermost && typeof value === "number") {
      data.push(value);
      continue;
    }
    place.push(i);
    if (innermost || !Array.isArray(value)) {
      throw misplaced(value, shape, place);
    }
    collect(value, shape, place, data);
    place.pop();
  }
}

function misplaced(
  value: unknown,
  shape: readonly number[],
  place: readonly number[],
): Error {
  const row = shape.slice(place.length);
  const wish = row.length === 0
    ? "every element must be a number"
    : `every row must have shape ${formatShape(row)} like the first`;
  const fact = Array.isArray(value)
    ? `an array of length ${value.length}`
    : formatValue(value);
  const at = `value at ${formatShape(place)}`;
  const message = cannot("read nested arrays", wish, fact, at);
  return Array.isArray(value) || typeof value === "number"
    ? new RangeError(message)
    : new TypeError(message);
}
