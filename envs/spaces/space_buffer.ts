import { numberRules } from "./_number_rules.ts";
import { type Row, rowCodec } from "./_row_codec.ts";
import { rulesOf } from "./_space_rules.ts";
import {
  type ActionOf,
  type BufferOf,
  type Space,
  spaceSize,
  type ValueOf,
} from "./space.ts";

/**
 * Room for values of a space, one behind the other.
 *
 * A value takes {@linkcode spaceSize} numbers: a choice is one number; an array's
 * numbers stand as they are; a text is the places of its characters in the charset,
 * then the length of the charset up to the most characters; the parts of a tuple
 * stand behind one another, and so do those of a dict, sorted by name.
 *
 * @param space The space.
 * @param count How many values there shall be room for.
 * @returns A typed array of zeros, `count` times {@linkcode spaceSize} long, of the
 * type of the numbers; where parts have several, of the smallest that holds all of
 * them exactly.
 *
 * @example Room for two hands of Blackjack
 * ```ts
 * import { discrete, spaceBuffer, tuple, writeValue } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const hand = tuple([discrete(32), discrete(11), discrete(2)]);
 * const hands = spaceBuffer(hand, 2);
 * writeValue(hand, [20, 10, 0], hands, 3);
 * assertEquals(hands, Int32Array.of(0, 0, 0, 20, 10, 0));
 * ```
 */
export function spaceBuffer<S extends Space>(
  space: S,
  count: number,
): BufferOf<S> {
  const { create } = numberRules(rulesOf(space).dtype(space));
  return create(count * spaceSize(space)) as BufferOf<S>;
}

/** One view for each value in a buffer of {@linkcode spaceBuffer}. */
export function bufferRows<S extends Space>(
  space: S,
  buffer: BufferOf<S>,
): BufferOf<S>[] {
  const size = spaceSize(space);
  return Array.from(
    { length: buffer.length / size },
    (_, i) => buffer.subarray(i * size, (i + 1) * size) as BufferOf<S>,
  );
}

/**
 * What reads values of a space from buffers; to be made once, and used often.
 *
 * @param space The space.
 * @returns A function of a buffer and the place where a value begins. The arrays
 * of a value share the buffer's memory where they are of its type.
 *
 * @example Two cars
 * ```ts
 * import { box, dict, discrete, spaceBuffer, valueReader } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const car = dict({ speed: box({ low: 0, high: 60 }), gear: discrete(6) });
 * const cars = spaceBuffer(car, 2);
 * cars.set([1, 8.5, 4, 30]);
 * const read = valueReader(car);
 * assertEquals(read(cars, 2), { speed: Float32Array.of(30), gear: 4 });
 * ```
 */
export function valueReader<S extends Space>(
  space: S,
): (buffer: BufferOf<S>, at: number) => ValueOf<S> {
  return codecOf(space).read as (buffer: Row, at: number) => ValueOf<S>;
}

/**
 * What writes values of a space, or actions, into buffers; to be made once, and used often.
 *
 * @param space The space.
 * @returns A function of a value, a buffer, and the place where the value shall begin;
 * it checks nothing.
 */
export function valueWriter<S extends Space>(
  space: S,
): (
  value: ValueOf<S> | ActionOf<S>,
  buffer: BufferOf<S>,
  at: number,
) => void {
  return codecOf(space).write;
}

/**
 * What tells whether numbers in a buffer are an action, by the rule of
 * {@linkcode acceptsAction}; to be made once, and used often.
 *
 * @param space The action space.
 * @returns A function of a buffer and the place where the action begins.
 */
export function bufferChecker<S extends Space>(
  space: S,
): (buffer: BufferOf<S>, at: number) => boolean {
  return codecOf(space).accepts;
}

/**
 * Reads one value from a buffer of {@linkcode spaceBuffer}.
 *
 * @param space The space.
 * @param buffer The buffer.
 * @param at The place of the value's first number. @default {0}
 * @returns A value of its own, which does not change with the buffer.
 */
export function readValue<S extends Space>(
  space: S,
  buffer: BufferOf<S>,
  at = 0,
): ValueOf<S> {
  const own = buffer.slice(at, at + spaceSize(space)) as BufferOf<S>;
  return valueReader(space)(own, 0);
}

/**
 * Writes one value into a buffer of {@linkcode spaceBuffer}; checks nothing.
 *
 * @param space The space.
 * @param value A value of the space, or an action.
 * @param buffer The buffer.
 * @param at The place of the value's first number. @default {0}
 */
export function writeValue<S extends Space>(
  space: S,
  value: ValueOf<S> | ActionOf<S>,
  buffer: BufferOf<S>,
  at = 0,
): void {
  valueWriter(space)(value, buffer, at);
}

/** The values in a buffer, to be read by index; they follow the buffer. */
export function bufferValues<S extends Space>(
  space: S,
  buffer: BufferOf<S>,
): ArrayLike<ValueOf<S> & ActionOf<S>> {
  const values = space.kind === "discrete"
    ? buffer
    : isArraySpace(space)
    ? bufferRows(space, buffer)
    : computedValues(space, buffer);
  return values as unknown as ArrayLike<ValueOf<S> & ActionOf<S>>;
}

/** A list whose places are computed whenever they are looked at. */
function computedValues<S extends Space>(
  space: S,
  buffer: BufferOf<S>,
): readonly unknown[] {
  const read = valueReader(space);
  const size = spaceSize(space);
  const values: unknown[] = [];
  for (let at = 0; at < buffer.length; at += size) {
    const get = () => read(buffer, at);
    Object.defineProperty(values, at / size, { get, enumerable: true });
  }
  return values;
}

/** Whether values are arrays that stand in buffers as they are. */
function isArraySpace({ kind }: Space): boolean {
  return kind === "box" || kind === "multiDiscrete" || kind === "multiBinary";
}

function codecOf(space: Space) {
  return rowCodec(space, rulesOf(space).dtype(space));
}
