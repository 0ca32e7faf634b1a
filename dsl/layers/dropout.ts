import { finite } from "./_finite.ts";

/** A layer that forgets values at random while training, described as plain data. */
export interface DropoutLayer {
  /** Tag of this layer. */
  readonly kind: "dropout";
  /** Share of values set to 0. */
  readonly rate: number;
}

/**
 * Describes a layer that, while training, sets each value to 0 with probability
 * `rate` and divides the others by 1 − rate; otherwise it changes nothing.
 *
 * Srivastava et al. (2014).
 *
 * @param rate Share of values set to 0, within [0, 1).
 * @returns A frozen description.
 * @throws {RangeError} If `rate` is another number.
 *
 * @example Every other value
 * ```ts
 * import { dropout } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(dropout(0.5), { kind: "dropout", rate: 0.5 });
 * ```
 */
export function dropout(rate: number): DropoutLayer {
  const interval = { min: 0, max: 1, maxExclusive: true };
  const action = "describe a dropout layer";
  return Object.freeze({
    kind: "dropout",
    rate: finite(rate, action, "rate", interval),
  });
}
