import { cannot, requireWithin } from "../../../core/errors.ts";

/** A learning rate that changes at given steps, described as plain data. */
export interface PiecewiseConstant {
  /** Tag of this schedule. */
  readonly kind: "piecewiseConstant";
  /** Steps at which it changes, ascending. */
  readonly boundaries: readonly number[];
  /** Learning rate before the first boundary, from it on, from the second on, … */
  readonly values: readonly number[];
}

/**
 * Describes η(t) = values[i], i the number of boundaries with t ≥ boundary.
 *
 * *Hands-On Machine Learning*, chapter 11, predetermined piecewise constant learning rate.
 *
 * @param boundaries Steps at which the learning rate changes, ascending.
 * @param values The learning rates; one more than boundaries.
 * @returns A frozen description.
 *
 * @example 0.1 at first, 0.001 from step 50 on
 * ```ts
 * import { learningRateAt, piecewiseConstant } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = piecewiseConstant([50], [0.1, 0.001]);
 * assertEquals(learningRateAt(schedule, 49), 0.1);
 * assertEquals(learningRateAt(schedule, 50), 0.001);
 * ```
 */
export function piecewiseConstant(
  boundaries: readonly number[],
  values: readonly number[],
): PiecewiseConstant {
  const action = "describe a piecewise constant rate";
  if (values.length !== boundaries.length + 1) {
    throw new RangeError(
      cannot(
        action,
        `${boundaries.length} boundaries take ${boundaries.length + 1} values`,
        values.length,
        "number",
      ),
    );
  }
  for (const value of values) {
    requireWithin(value, action, "values", { min: 0 });
  }
  for (const [i, boundary] of boundaries.entries()) {
    requireWithin(boundary, action, `boundaries[${i}]`, {
      min: boundaries[i - 1] ?? 0,
      minExclusive: true,
    });
  }
  return Object.freeze({
    kind: "piecewiseConstant",
    boundaries: Object.freeze([...boundaries]),
    values: Object.freeze([...values]),
  });
}
