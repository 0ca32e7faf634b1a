import { requireInteger, requirePositiveInteger } from "../../core/errors.ts";

/** One of `n` choices: the integers from `start` up to, not including, `start + n`. */
export interface Discrete {
  /** Which kind of space it is. */
  readonly kind: "discrete";
  /** How many choices there are. */
  readonly n: number;
  /** The lowest choice. */
  readonly start: number;
}

/** Options for {@linkcode discrete}. */
export interface DiscreteOptions {
  /** The lowest choice. @default {0} */
  readonly start?: number;
}

/**
 * The space of `n` choices, which are integers.
 *
 * @param n How many choices there are.
 * @param options Where they begin.
 * @returns A frozen description.
 * @throws {RangeError} If `n` is not a positive integer, or a choice is beyond 32 bits.
 *
 * @example Left or right
 * ```ts
 * import { contains, discrete } from "@silica/silica/envs";
 * import { assert, assertFalse } from "@std/assert";
 *
 * const push = discrete(2);
 * assert(contains(push, 1));
 * assertFalse(contains(push, 2));
 * ```
 */
export function discrete(n: number, options: DiscreteOptions = {}): Discrete {
  const { start = 0 } = options;
  const action = "describe a discrete space";
  requirePositiveInteger(n, action, "n");
  requireInteger(start, action, "start", { min: -(2 ** 31), max: 2 ** 31 - n });
  return Object.freeze({ kind: "discrete", n, start });
}
