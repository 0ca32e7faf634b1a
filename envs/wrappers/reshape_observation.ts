import { cannot, formatShape } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import { type Box, box } from "../spaces/box.ts";
import type { NumberType } from "../spaces/number_array.ts";
import { type Space, spaceSize } from "../spaces/space.ts";
import { boundsOf, requireBox } from "./_boxes.ts";
import { requireNumbers } from "./_check_options.ts";
import { wrap } from "./wrap.ts";

/**
 * Arranges the numbers of observations along other axes; they stay in their order.
 *
 * @param description An environment with a box for its observations.
 * @param shape The new axes.
 * @returns A frozen description.
 * @throws {RangeError} If the axes have room for more or fewer numbers, or observations are something else.
 *
 * @example A column
 * ```ts
 * import { cartPole, reshapeObservation } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const column = reshapeObservation(cartPole(), [4, 1]);
 * assertEquals(column.observationSpace.shape, [4, 1]);
 * ```
 */
export function reshapeObservation<
  Actions extends Space,
  Type extends NumberType,
>(
  description: EnvironmentDescription<Actions, Box<Type>>,
  shape: readonly number[],
): EnvironmentDescription<Actions, Box<Type>> {
  const { id, observationSpace } = description;
  const action = `reshape the observations of ${id}`;
  requireBox(observationSpace, action, "observationSpace");
  requireNumbers(shape, action, "shape");
  const size = spaceSize(observationSpace);
  const { low, high } = boundsOf(observationSpace);
  if (shape.reduce((places, axis) => places * axis, 1) !== size) {
    const wish = `'shape' must have ${size} places`;
    throw new RangeError(cannot(action, wish, formatShape(shape), "shape"));
  }
  return wrap<Actions, Box, Actions, Box<Type>>(description, {
    wrapper: { name: "reshapeObservation", options: { shape } },
    observationSpace: box({
      low: [...low],
      high: [...high],
      shape,
      dtype: observationSpace.dtype as Type,
    }),
  });
}
