import {
  cannot,
  formatValue,
  requirePositiveInteger,
} from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import { type Box, box } from "../spaces/box.ts";
import type { NumberType } from "../spaces/number_array.ts";
import type { Space } from "../spaces/space.ts";
import { areaAverage } from "./_area_average.ts";
import { boundsOf, isWhole } from "./_boxes.ts";
import { requireNumbers } from "./_check_options.ts";
import { observeThrough } from "./_observe_through.ts";
import { requirePicture } from "./_pictures.ts";
import { wrap } from "./wrap.ts";

/**
 * Shows pictures in another size.
 *
 * A new pixel is the mean of what is beneath it, every old pixel counting by the
 * area that is; integers are rounded, halves upwards. For smaller pictures that is
 * what OpenCV calls `INTER_AREA`.
 *
 * @param description An environment whose observations have shape `[height, width]` or `[height, width, channels]`.
 * @param shape The new height and width.
 * @returns A frozen description.
 * @throws {RangeError} If observations are something else, or the size is no two positive integers.
 *
 * @example Half the size
 * ```ts
 * import { box, discrete, environment, make, resize } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const board = environment({
 *   id: "Board-v0",
 *   stateSize: 0,
 *   actionSpace: discrete(1),
 *   observationSpace: box({ low: 0, high: 255, shape: [2, 4], dtype: "uint8" }),
 *   initialize() {},
 *   step: () => 0,
 *   terminated: () => false,
 *   observe: (_, out) => out.set([0, 100, 10, 10, 100, 200, 10, 30]),
 * });
 * const small = make(resize(board, [1, 2]));
 * assertEquals(small.reset().observation, Uint8Array.of(100, 15));
 * ```
 */
export function resize<Actions extends Space, Type extends NumberType>(
  description: EnvironmentDescription<Actions, Box<Type>>,
  shape: readonly [height: number, width: number],
): EnvironmentDescription<Actions, Box<Type>> {
  const { id, observationSpace } = description;
  const action = `resize the observations of ${id}`;
  const axes = requirePicture(observationSpace, action);
  const { dtype } = observationSpace;
  requireNumbers(shape, action, "shape");
  const [height, width] = shape;
  if (shape.length !== 2) {
    const wish = "'shape' must be a height and a width";
    throw new RangeError(cannot(action, wish, formatValue(shape)));
  }
  requirePositiveInteger(height, action, "shape[0]");
  requirePositiveInteger(width, action, "shape[1]");
  const { low, high } = boundsOf(observationSpace);
  const write = areaAverage(axes, height, width, isWhole(dtype));
  return wrap<Actions, Box, Actions, Box<Type>>(description, {
    wrapper: { name: "resize", options: { shape } },
    observationSpace: box({
      low: low.reduce((least, bound) => Math.min(least, bound)),
      high: high.reduce((most, bound) => Math.max(most, bound)),
      shape: [height, width, ...observationSpace.shape.slice(2)],
      dtype,
    }),
    dynamics: observeThrough<Box, Box>(observationSpace, write),
  });
}
