import { cannot, formatValue, quote } from "../../core/errors.ts";
import { isSpace, type Space } from "./space.ts";

/** Several values at once, one of each space, by name. */
export interface Dict<
  Spaces extends Readonly<Record<string, Space>> = Readonly<
    Record<string, Space>
  >,
> {
  /** Which kind of space it is. */
  readonly kind: "dict";
  /** Where the value of each name is from. */
  readonly spaces: Spaces;
}

/**
 * The space of records that hold one value of each of some spaces.
 *
 * The order they are given in does not matter. Wherever one is needed, such as in
 * buffers and flat vectors, names are sorted as texts, as in Gymnasium.
 *
 * @param spaces The spaces, by name.
 * @returns A frozen description.
 * @throws {RangeError} If there is no space.
 * @throws {TypeError} If it is no record, or holds something else.
 *
 * @example A car
 * ```ts
 * import { box, contains, dict, discrete } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * const car = dict({ speed: box({ low: 0, high: 60 }), gear: discrete(6) });
 * assert(contains(car, { speed: Float32Array.of(13.9), gear: 3 }));
 * ```
 */
export function dict<const Spaces extends Readonly<Record<string, Space>>>(
  spaces: Spaces,
): Dict<Spaces> {
  const action = "describe a dict space";
  if (typeof spaces !== "object" || spaces === null || Array.isArray(spaces)) {
    const wish = "'spaces' must be a record of spaces";
    throw new TypeError(cannot(action, wish, formatValue(spaces)));
  }
  const names = Object.keys(spaces).sort();
  if (names.length === 0) {
    const wish = "there must be a space in it";
    throw new RangeError(cannot(action, wish, 0, "number"));
  }
  for (const name of names) {
    if (isSpace(spaces[name])) continue;
    const wish = `${quote(name)} must be a space`;
    throw new TypeError(cannot(action, wish, formatValue(spaces[name])));
  }
  const sorted = names.map((name) => [name, spaces[name]]);
  // The copy has the same spaces by the same names.
  const copy = Object.freeze(Object.fromEntries(sorted)) as Spaces;
  return Object.freeze({ kind: "dict", spaces: copy });
}
