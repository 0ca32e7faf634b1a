import {
  cannot,
  formatValue,
  requireInteger,
  requirePositiveInteger,
} from "../../core/errors.ts";

/** Several choices at once: place `i` holds one of `nvec[i]` integers, from `start[i]` on. */
export interface MultiDiscrete {
  /** Which kind of space it is. */
  readonly kind: "multiDiscrete";
  /** How many choices there are at each place. */
  readonly nvec: readonly number[];
  /** The lowest choice at each place. */
  readonly start: readonly number[];
}

/** Options for {@linkcode multiDiscrete}. */
export interface MultiDiscreteOptions {
  /** The lowest choice at each place. @default {0 everywhere} */
  readonly start?: readonly number[];
}

const ACTION = "describe a multi-discrete space";

/**
 * The space of several choices made at once, each among its own number of them.
 *
 * A value is an `Int32Array` with one integer for each place.
 *
 * @param nvec How many choices there are at each place.
 * @param options Where they begin.
 * @returns A frozen description.
 * @throws {RangeError} If there is no place, a number of choices is not a positive
 * integer, the starts are not as many, or a choice is beyond 32 bits.
 * @throws {TypeError} If what must be a list is none.
 *
 * @example A gamepad: a stick with five positions, and two buttons
 * ```ts
 * import { contains, multiDiscrete } from "@silica/silica/envs";
 * import { assert, assertFalse } from "@std/assert";
 *
 * const gamepad = multiDiscrete([5, 2, 2]);
 * assert(contains(gamepad, Int32Array.of(4, 0, 1)));
 * assertFalse(contains(gamepad, Int32Array.of(0, 2, 0)));
 * ```
 */
export function multiDiscrete(
  nvec: readonly number[],
  options: MultiDiscreteOptions = {},
): MultiDiscrete {
  requireListed(nvec, "nvec");
  if (nvec.length === 0) {
    const wish = "'nvec' must have a place";
    throw new RangeError(cannot(ACTION, wish, 0, "length"));
  }
  const start = options.start ?? nvec.map(() => 0);
  requireListed(start, "start");
  if (start.length !== nvec.length) {
    const wish = `'start' must be as long as 'nvec', which is ${nvec.length}`;
    throw new RangeError(cannot(ACTION, wish, start.length, "length"));
  }
  for (const [i, n] of nvec.entries()) {
    requirePositiveInteger(n, ACTION, `nvec[${i}]`);
    const range = { min: -(2 ** 31), max: 2 ** 31 - n };
    requireInteger(start[i]!, ACTION, `start[${i}]`, range);
  }
  return Object.freeze({
    kind: "multiDiscrete",
    nvec: Object.freeze([...nvec]),
    start: Object.freeze([...start]),
  });
}

function requireListed(list: readonly number[], name: string): void {
  if (Array.isArray(list)) return;
  const wish = `'${name}' must be a list of integers`;
  throw new TypeError(cannot(ACTION, wish, formatValue(list)));
}
