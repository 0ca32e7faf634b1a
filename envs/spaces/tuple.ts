import { cannot, formatValue } from "../../core/errors.ts";
import { isSpace, type Space } from "./space.ts";

/** Several values at once, one of each space, in their order. */
export interface Tuple<
  Spaces extends readonly Space[] = readonly Space[],
> {
  /** Which kind of space it is. */
  readonly kind: "tuple";
  /** Where each value is from. */
  readonly spaces: Spaces;
}

/**
 * The space of lists that hold one value of each of some spaces.
 *
 * @param spaces The spaces, in order.
 * @returns A frozen description.
 * @throws {RangeError} If there is no space.
 * @throws {TypeError} If it is no list, or holds something else.
 *
 * @example Blackjack: what one holds, what the dealer shows, whether an ace counts as 11
 * ```ts
 * import { contains, discrete, tuple } from "@silica/silica/envs";
 * import { assert, assertFalse } from "@std/assert";
 *
 * const hand = tuple([discrete(32), discrete(11), discrete(2)]);
 * assert(contains(hand, [20, 10, 0]));
 * assertFalse(contains(hand, [20, 11, 0]));
 * ```
 */
export function tuple<const Spaces extends readonly Space[]>(
  spaces: Spaces,
): Tuple<Spaces> {
  const action = "describe a tuple space";
  if (!Array.isArray(spaces)) {
    const wish = "'spaces' must be a list of spaces";
    throw new TypeError(cannot(action, wish, formatValue(spaces)));
  }
  if (spaces.length === 0) {
    const wish = "there must be a space in it";
    throw new RangeError(cannot(action, wish, 0, "length"));
  }
  for (const [i, space] of spaces.entries()) {
    if (isSpace(space)) continue;
    const wish = `place ${i} must be a space`;
    throw new TypeError(cannot(action, wish, formatValue(space)));
  }
  // The copy has the same spaces at the same places.
  const copy = Object.freeze([...spaces]) as readonly Space[] as Spaces;
  return Object.freeze({ kind: "tuple", spaces: copy });
}
