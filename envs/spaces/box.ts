import {
  cannot,
  formatShape,
  formatValue,
  requireOneOf,
} from "../../core/errors.ts";
import { boxSize, highAt, lowAt } from "./_box_rules.ts";
import { NUMBER_TYPES, numberRules } from "./_number_rules.ts";
import { placesOf, requireShape } from "./_shape_rules.ts";
import type { NumberType } from "./number_array.ts";

/** Arrays of numbers, each number within its own bounds. */
export interface Box<Type extends NumberType = NumberType> {
  /** Which kind of space it is. */
  readonly kind: "box";
  /** How the numbers are stored. */
  readonly dtype: Type;
  /** The axes of a value, which is stored row by row: `[210, 160, 3]`. */
  readonly shape: readonly number[];
  /** The least each number can be: one bound for all of them, or one for each. */
  readonly low: number | readonly number[];
  /** The greatest each number can be: one bound for all of them, or one for each. */
  readonly high: number | readonly number[];
}

/** Options for {@linkcode box}. */
export interface BoxOptions<Type extends NumberType = "float32"> {
  /** The least each number can be; −∞ where there is no bound. */
  readonly low: number | readonly number[];
  /** The greatest each number can be; ∞ where there is no bound. */
  readonly high: number | readonly number[];
  /** The axes of a value. @default {`[1]`, or as long as the list of bounds} */
  readonly shape?: readonly number[];
  /** How the numbers are stored. @default {"float32"} */
  readonly dtype?: Type;
}

const ACTION = "describe a box";

/**
 * The space of arrays of numbers within bounds; the bounds belong to it.
 *
 * Bounds are rounded to the type the numbers are stored in, as Gymnasium does.
 *
 * @param options The bounds, the shape and the number type.
 * @returns A frozen description.
 * @throws {RangeError} If a lower bound is above the upper one, a bound is no number
 * of the type, or the bounds are not as many as the shape has places.
 * @throws {TypeError} If a bound is missing, or neither a number nor a list.
 *
 * @example A picture
 * ```ts
 * import { box, contains } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * const screen = box({ low: 0, high: 255, shape: [210, 160, 3], dtype: "uint8" });
 * assert(contains(screen, new Uint8Array(210 * 160 * 3)));
 * ```
 */
export function box<Type extends NumberType = "float32">(
  options: BoxOptions<Type>,
): Box<NoInfer<Type>> {
  const { low, high } = options;
  const dtype = (options.dtype ?? "float32") as Type;
  requireOneOf(dtype, ACTION, "dtype", NUMBER_TYPES);
  const listed = [low, high].find((bound) => typeof bound !== "number");
  const shape = requireShape(
    options.shape ?? [(listed as number[] | undefined)?.length ?? 1],
    ACTION,
  );
  const space: Box<Type> = {
    kind: "box",
    dtype,
    shape,
    low: bounds(low, "low", dtype, shape),
    high: bounds(high, "high", dtype, shape),
  };
  const same = [space.low, space.high].every((bound) =>
    typeof bound === "number"
  );
  for (let i = 0; i < (same ? 1 : boxSize(space)); i++) {
    if (lowAt(space, i) <= highAt(space, i)) continue;
    throw new RangeError(
      cannot(
        ACTION,
        "'low' must be at most 'high'",
        `${lowAt(space, i)} and ${highAt(space, i)}`,
        `pair of bounds ${i}`,
      ),
    );
  }
  return Object.freeze(space);
}

/** The bounds as the type stores them; one number where they are all the same. */
function bounds(
  given: number | readonly number[],
  name: "low" | "high",
  dtype: NumberType,
  shape: readonly number[],
): number | readonly number[] {
  const { round, whole, min, max } = numberRules(dtype);
  if (typeof given !== "number" && !Array.isArray(given)) {
    const wish = `'${name}' must be a number or a list of numbers`;
    throw new TypeError(cannot(ACTION, wish, formatValue(given)));
  }
  const list = typeof given === "number" ? [given] : [...given];
  if (typeof given !== "number" && list.length !== placesOf(shape)) {
    const wish = `'${name}' must be a number or one for each place of ${
      formatShape(shape)
    }`;
    throw new RangeError(cannot(ACTION, wish, list.length, "length"));
  }
  for (const bound of list) {
    const fits = typeof bound === "number" && bound >= min && bound <= max &&
      (!whole || Number.isInteger(bound));
    if (fits) continue;
    const wish = whole
      ? `'${name}' must hold integers within [${min}, ${max}] for ${dtype}`
      : `'${name}' must hold numbers`;
    throw new RangeError(cannot(ACTION, wish, formatValue(bound)));
  }
  const rounded = list.map((bound) => round(bound) + 0); // −0 becomes 0.
  return rounded.every((bound) => bound === rounded[0])
    ? rounded[0]!
    : Object.freeze(rounded);
}
