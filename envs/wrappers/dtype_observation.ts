import { requireOneOf } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import { type Box, box } from "../spaces/box.ts";
import type { NumberType } from "../spaces/number_array.ts";
import type { Space } from "../spaces/space.ts";
import { isWhole, requireBox } from "./_boxes.ts";
import { observeThrough } from "./_observe_through.ts";
import { wrap } from "./wrap.ts";

const NUMBER_TYPES = ["float32", "float64", "int32", "uint8"] as const;

/**
 * Stores the numbers of observations in another way; integers are what is left
 * without the digits behind the point.
 *
 * @param description An environment with a box for its observations.
 * @param dtype How the numbers are stored.
 * @returns A frozen description.
 * @throws {RangeError} If there is no such type, its numbers do not reach as far as
 * the bounds, or observations are something else.
 *
 * @example All digits of a state
 * ```ts
 * import { cartPole, dtypeObservation, make } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * using env = make(dtypeObservation(cartPole(), "float64"));
 * assert(env.reset().observation instanceof Float64Array);
 * ```
 */
export function dtypeObservation<
  Actions extends Space,
  Type extends NumberType,
>(
  description: EnvironmentDescription<Actions, Box>,
  dtype: Type,
): EnvironmentDescription<Actions, Box<Type>> {
  const { id, observationSpace } = description;
  const action = `store the observations of ${id} otherwise`;
  requireBox(observationSpace, action, "observationSpace");
  requireOneOf<NumberType>(dtype, action, "dtype", NUMBER_TYPES);
  const bound = (given: number | readonly number[]) =>
    !isWhole(dtype)
      ? given
      : typeof given === "number"
      ? Math.trunc(given)
      : given.map(Math.trunc);
  return wrap<Actions, Box, Actions, Box<Type>>(description, {
    wrapper: { name: "dtypeObservation", options: { dtype } },
    observationSpace: box({
      low: bound(observationSpace.low),
      high: bound(observationSpace.high),
      shape: observationSpace.shape,
      dtype,
    }),
    dynamics: observeThrough<Box, Box>(observationSpace, (seen, out) => {
      // Typed arrays of integers leave out what is behind the point.
      for (let i = 0; i < seen.length; i++) out[i] = seen[i]!;
    }),
  });
}
