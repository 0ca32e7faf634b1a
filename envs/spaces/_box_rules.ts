import { formatShape } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import { equalLists, isListOf } from "./_lists.ts";
import { numberRules } from "./_number_rules.ts";
import { type Preference, wrongPreference } from "./_preference.ts";
import { placesOf } from "./_shape_rules.ts";
import type { Box } from "./box.ts";
import type { NumberArrays, NumberType } from "./number_array.ts";

/** How many numbers a value has. */
export function boxSize(space: Box): number {
  return placesOf(space.shape);
}

/** The least that number `i` of a value can be. */
export function lowAt({ low }: Box, i: number): number {
  return typeof low === "number" ? low : low[i]!;
}

/** The greatest that number `i` of a value can be. */
export function highAt({ high }: Box, i: number): number {
  return typeof high === "number" ? high : high[i]!;
}

/** Whether `value` is an array of the right type and length with every number within its bounds. */
export function isWithinBox(space: Box, value: unknown): boolean {
  return numberRules(space.dtype).holds(value) &&
    value.length === boxSize(space) &&
    value.every((number, i) =>
      number >= lowAt(space, i) && number <= highAt(space, i)
    );
}

/** Whether `value` is as many numbers as a value has, of a kind that the box's type has; they may leave the bounds. */
export function isNearBox(space: Box, value: unknown): boolean {
  const { whole, min, max } = numberRules(space.dtype);
  const size = boxSize(space);
  if (!isListOf(size, value)) return false;
  for (let i = 0; i < size; i++) {
    const number = value[i];
    const fits = whole
      ? Number.isInteger(number) && number as number >= min &&
        number as number <= max
      : Number.isFinite(number);
    if (!fits) return false;
  }
  return true;
}

/**
 * Draws each number: evenly between two bounds, exponentially away from a single
 * one, and normally where there is none, as Gymnasium does.
 */
export function sampleBox<Type extends NumberType>(
  space: Box<Type>,
  random: RandomStream,
  preference?: Preference,
): NumberArrays[Type] {
  if (preference) {
    throw wrongPreference(
      formatBox(space),
      preference,
      "be left out for a box",
    );
  }
  const { create, whole } = numberRules(space.dtype);
  const value = create(boxSize(space));
  for (let i = 0; i < value.length; i++) {
    const low = lowAt(space, i);
    const high = highAt(space, i);
    value[i] = whole
      ? random.integer(low, high + 1)
      : sampleBetween(low, high, random);
  }
  return value;
}

function sampleBetween(
  low: number,
  high: number,
  random: RandomStream,
): number {
  if (low === -Infinity && high === Infinity) return random.normal();
  const u = random.uniform();
  if (high === Infinity) return low - Math.log(1 - u);
  if (low === -Infinity) return high + Math.log(1 - u);
  return Math.min(Math.max(low * (1 - u) + high * u, low), high);
}

/** Whether two boxes hold the same values. */
export function equalBoxes(a: Box, b: Box): boolean {
  return a.dtype === b.dtype && equalLists(a.shape, b.shape) &&
    equalBounds(a.low, b.low) && equalBounds(a.high, b.high);
}

/** {@linkcode box} writes bounds that are the same everywhere as one number. */
function equalBounds(
  a: number | readonly number[],
  b: number | readonly number[],
): boolean {
  if (typeof a === "number" || typeof b === "number") return a === b;
  return equalLists(a, b);
}

/** `box([4], float32)`, with the bounds where they are the same for all numbers. */
export function formatBox({ low, high, shape, dtype }: Box): string {
  const range = typeof low === "number" && typeof high === "number"
    ? ` within [${low}, ${high}]`
    : "";
  return `box(${formatShape(shape)}, ${dtype})${range}`;
}
