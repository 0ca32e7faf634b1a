import { numberRules } from "./_number_rules.ts";
import { rulesOf } from "./_space_rules.ts";
import { type BufferOf, type Space, spaceSize, type ValueOf } from "./space.ts";

/**
 * Room for values of a space, one behind the other.
 *
 * @param space The space.
 * @param count How many values there shall be room for.
 * @returns A typed array of zeros, `count` times {@linkcode spaceSize} long.
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

/** The value in a row of {@linkcode bufferRows}: a number, or the row itself. */
export function rowValue<S extends Space>(
  space: S,
  row: BufferOf<S>,
): ValueOf<S> {
  return (space.kind === "discrete" ? row[0]! : row) as ValueOf<S>;
}

/** The values in a buffer, to be read by index: numbers, or views of the buffer. */
export function bufferValues<S extends Space>(
  space: S,
  buffer: BufferOf<S>,
): ArrayLike<ValueOf<S>> {
  const values = space.kind === "discrete" ? buffer : bufferRows(space, buffer);
  return values as unknown as ArrayLike<ValueOf<S>>;
}

/** Writes a value into a row of {@linkcode bufferRows}. */
export function writeRow<S extends Space>(
  row: BufferOf<S>,
  value: ValueOf<S>,
): void {
  if (typeof value === "number") row[0] = value;
  else row.set(value);
}
