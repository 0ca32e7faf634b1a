import type { AnyModel } from "../model.ts";
import { countElements } from "./_count_elements.ts";
import { parametersOf } from "./parameters_of.ts";

/** Numbers that a model keeps, counted. */
export interface ParameterCount {
  /** All of them. */
  readonly total: number;
  /** Those that training follows by their gradient. */
  readonly trainable: number;
  /** Those that are kept otherwise, such as moving averages. */
  readonly nonTrainable: number;
}

/**
 * Counts the numbers a model keeps.
 *
 * @param model The model.
 * @returns How many in all, and how many are trainable.
 *
 * @example Weights and biases
 * ```ts
 * import { countParameters, input } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(countParameters(input([4]).dense(2)).total, 4 * 2 + 2);
 * ```
 */
export function countParameters(model: AnyModel): ParameterCount {
  const parameters = parametersOf(model);
  const total = countElements(parameters);
  const trainable = countElements(parameters.filter((p) => p.trainable));
  return { total, trainable, nonTrainable: total - trainable };
}
