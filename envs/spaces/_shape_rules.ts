import {
  cannot,
  formatShape,
  formatValue,
  requirePositiveInteger,
} from "../../core/errors.ts";

/** The greatest number of places that a typed array of any type is sure to have. */
const MOST_PLACES = 2 ** 31 - 1;

/** How many places there are along all axes together. */
export function placesOf(shape: readonly number[]): number {
  return shape.reduce((places, axis) => places * axis, 1);
}

/** A frozen copy of axes that are positive integers and not beyond all memory. */
export function requireShape(
  shape: readonly number[],
  action: string,
): readonly number[] {
  if (!Array.isArray(shape)) {
    const wish = "'shape' must be a list of positive integers";
    throw new TypeError(cannot(action, wish, formatValue(shape)));
  }
  for (const axis of shape) requirePositiveInteger(axis, action, "shape");
  if (placesOf(shape) > MOST_PLACES) {
    const wish = `'shape' must have at most ${MOST_PLACES} places`;
    throw new RangeError(cannot(action, wish, formatShape(shape)));
  }
  return Object.freeze([...shape]);
}
