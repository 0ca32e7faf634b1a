import { cannot, formatValue } from "../../core/errors.ts";
import { flatRules } from "./_flat_rules.ts";
import { numberRules } from "./_number_rules.ts";
import { type Row, rowCodec } from "./_row_codec.ts";
import { type Box, box } from "./box.ts";
import type { Dict } from "./dict.ts";
import type { Discrete } from "./discrete.ts";
import type { MultiBinary } from "./multi_binary.ts";
import type { MultiDiscrete } from "./multi_discrete.ts";
import type { CommonType, NumberArrays, NumberType } from "./number_array.ts";
import {
  type BufferOf,
  contains,
  formatSpace,
  type Space,
  spaceSize,
  type ValueOf,
} from "./space.ts";
import { spaceBuffer, writeValue } from "./space_buffer.ts";
import type { Text } from "./text.ts";
import type { Tuple } from "./tuple.ts";

/** How the numbers of flat vectors of a space are stored: {@linkcode flattenSpace} says it of a space, this of its type. */
export type FlatTypeOf<S extends Space> = S extends
  Discrete | MultiDiscrete | MultiBinary ? "uint8"
  : S extends Box<infer Type> ? Type
  : S extends Text ? "int32"
  : S extends Tuple<infer Spaces> ? Space extends Spaces[number] ? NumberType
    : CommonType<FlatTypeOf<Spaces[number]>>
  : S extends Dict<infer Spaces>
    ? Space extends Spaces[keyof Spaces] ? NumberType
    : CommonType<FlatTypeOf<Spaces[keyof Spaces]>>
  : never;

/**
 * How many numbers a flat vector of a space has; Gymnasium's `flatdim`.
 *
 * @param space The space.
 * @returns The length of what {@linkcode flattenValue} answers.
 */
export function flatSize(space: Space): number {
  return flatRules(space).size;
}

/**
 * The space of a space's flat vectors; Gymnasium's `flatten_space`.
 *
 * @param space The space.
 * @returns A box with one axis.
 *
 * @example Three choices
 * ```ts
 * import { discrete, flattenSpace } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const { shape, low, high } = flattenSpace(discrete(3));
 * assertEquals([shape, low, high], [[3], 0, 1]);
 * ```
 */
export function flattenSpace<S extends Space>(space: S): Box<FlatTypeOf<S>> {
  const { size, dtype, bounds } = flatRules(space);
  const pairs = Array.from({ length: size }, (_, i) => bounds(i));
  return box({
    low: pairs.map(([low]) => low),
    high: pairs.map(([, high]) => high),
    dtype: dtype as FlatTypeOf<S>,
  });
}

/**
 * A value as one vector of numbers, for what understands nothing else; Gymnasium's `flatten`.
 *
 * | Space | Numbers |
 * | --- | --- |
 * | {@linkcode Discrete}, {@linkcode MultiDiscrete} | for each choice a 1 at its place among the possible ones, and zeros |
 * | {@linkcode Box}, {@linkcode MultiBinary} | as they are |
 * | {@linkcode Text} | the places of the characters in the charset, then its length up to the most characters |
 * | {@linkcode Tuple}, {@linkcode Dict} | those of the parts, one behind the other, sorted by name |
 *
 * @param space The space.
 * @param value A value of the space.
 * @returns An array of {@linkcode flatSize} numbers, which {@linkcode flattenSpace} contains.
 * @throws {RangeError} If the value is none of the space.
 *
 * @example A position, and one of three gears
 * ```ts
 * import { box, dict, discrete, flattenValue } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const car = dict({ position: box({ low: 0, high: 9 }), gear: discrete(3) });
 * const value = { position: Float32Array.of(4.5), gear: 1 };
 * assertEquals(flattenValue(car, value), Float32Array.of(0, 1, 0, 4.5));
 * ```
 */
export function flattenValue<S extends Space>(
  space: S,
  value: ValueOf<S>,
): NumberArrays[FlatTypeOf<S>] {
  if (!contains(space, value)) {
    const wish = `it must be a value of ${formatSpace(space)}`;
    throw new RangeError(cannot("flatten a value", wish, formatValue(value)));
  }
  const { size, dtype, encode } = flatRules(space);
  const row = spaceBuffer(space, 1);
  writeValue(space, value, row);
  const flat = numberRules(dtype).create(size);
  encode(row, 0, flat, 0);
  return flat as NumberArrays[FlatTypeOf<S>];
}

/**
 * The value that a flat vector was made from; Gymnasium's `unflatten`.
 *
 * @param space The space.
 * @param flat What {@linkcode flattenValue} answered for a value of the space.
 * @returns The value.
 * @throws {RangeError} If it is no vector of a value, such as one with no choice at all.
 *
 * @example The second choice, and a vector without one
 * ```ts
 * import { discrete, unflattenValue } from "@silica/silica/envs";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(unflattenValue(discrete(3), [0, 1, 0]), 1);
 * assertThrows(() => unflattenValue(discrete(3), [0, 0, 0]), RangeError);
 * ```
 */
export function unflattenValue<S extends Space>(
  space: S,
  flat: ArrayLike<number>,
): ValueOf<S> {
  const { size, decode } = flatRules(space);
  const row = new Float64Array(spaceSize(space));
  if (flat.length === size && decode(flat, 0, row, 0)) {
    const value = rowCodec(space, "float64").read(row, 0);
    if (contains(space, value)) return value;
  }
  const wish = `it must be a flat vector of ${formatSpace(space)}`;
  const fact = formatValue(Array.from(flat));
  throw new RangeError(cannot("unflatten a vector", wish, fact));
}

/**
 * What flattens all values of a buffer at once; to be made once, and used often.
 *
 * @param space The space.
 * @returns A function of a buffer of {@linkcode spaceBuffer}, and of where to write
 * the flat vectors, one behind the other: {@linkcode flatSize} numbers for each value.
 */
export function bufferFlattener<S extends Space>(
  space: S,
): (buffer: BufferOf<S>, into: NumberArrays[NumberType]) => void {
  if (space.kind === "box") return (buffer, into) => into.set(buffer);
  const { size, encode } = flatRules(space);
  const width = spaceSize(space);
  return (buffer: Row, into) => {
    into.fill(0);
    for (let i = 0; i < buffer.length / width; i++) {
      encode(buffer, i * width, into, i * size);
    }
  };
}
