import type { RandomStream } from "../../core/random.ts";
import type { AnyModel } from "../model.ts";
import { initialValues } from "./initial_values.ts";
import { parametersOf } from "./parameters_of.ts";

/** Values of a model's parameters, by name: `dense_1/kernel`. */
export type ParameterValues = Readonly<Record<string, Float32Array>>;

/**
 * Draws the first values of all parameters, each from a stream of its own.
 *
 * A parameter's values depend on the stream, its name, shape and initializer
 * only: a layer added elsewhere changes nothing.
 *
 * @param model The model.
 * @param random Where randomness comes from.
 * @returns The values of each parameter, by name.
 *
 * @example Biases begin with 0
 * ```ts
 * import { initialize, input, RandomStream } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const values = initialize(input([4]).dense(2), RandomStream.from(1));
 * assertEquals([...values["dense_1/bias"]!], [0, 0]);
 * ```
 */
export function initialize(
  model: AnyModel,
  random: RandomStream,
): ParameterValues {
  const entries = parametersOf(model).map(({ name, initializer, shape }) =>
    [name, initialValues(initializer, shape, random.split(name))] as const
  );
  return Object.freeze(Object.fromEntries(entries));
}
