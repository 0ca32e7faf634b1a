import { modelAt } from "./fluent_model.ts";
import type { Shape } from "./graph/node.ts";
import { inputLayer } from "./layers/input.ts";
import { located } from "./located.ts";
import type { LayerOptions, Model } from "./model.ts";
import { link } from "./place.ts";

/** Options for {@linkcode input}. */
export interface InputOptions extends LayerOptions {
  /** What the input is called where samples are fed. @default {"input"} */
  readonly name?: string;
}

/**
 * Begins a model: samples of this shape enter here.
 *
 * @param shape Sizes of the axes of one sample, without the batch.
 * @param options A name, needed where a model has several inputs.
 * @returns A model with no layers yet.
 * @throws {RangeError} If an axis is not a positive integer.
 *
 * @example Two hidden layers
 * ```ts
 * import { input } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const model = input([4]).dense(32).relu().dense(32).relu().dense(2);
 * assertEquals(model.shape, [2]);
 * ```
 */
export function input<const S extends Shape>(
  shape: S,
  options: InputOptions = {},
): Model<S> {
  const { name = "input" } = options;
  const action = () => "begin a model";
  return located(action, () => modelAt(link(inputLayer(shape), [], name)));
}
