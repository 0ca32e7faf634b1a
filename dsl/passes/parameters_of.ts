import type { AnyModel } from "../model.ts";
import { placesOf } from "../places_of.ts";
import { type Weight, weightsOf } from "./weights_of.ts";

/** An array of numbers that a model keeps, described. */
export interface Parameter extends Weight {
  /** Name within the model: `dense_1/kernel`. */
  readonly name: string;
}

/**
 * Lists the arrays of numbers a model keeps.
 *
 * @param model The model.
 * @returns Name, shape and beginning of each, layer by layer.
 *
 * @example A layer of three sums over two numbers
 * ```ts
 * import { input, parametersOf } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const [kernel, bias] = parametersOf(input([2]).dense(3));
 * assertEquals(kernel!.name, "dense_1/kernel");
 * assertEquals(kernel!.shape, [2, 3]);
 * assertEquals(bias!.shape, [3]);
 * ```
 */
export function parametersOf(model: AnyModel): readonly Parameter[] {
  return [...placesOf(model)].flatMap(([{ layer, inputs }, place]) =>
    weightsOf(layer, inputs[0]?.shape ?? []).map((weight) => ({
      ...weight,
      name: `${place}/${weight.name}`,
    }))
  );
}
