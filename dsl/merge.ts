import { addOf, concatOf, requireModel } from "./fluent_model.ts";
import type {
  ConcatLayerOptions,
  LayerOptions,
  Model,
  RankOf,
} from "./model.ts";

/**
 * Puts several models side by side along an axis.
 *
 * @param models Two models or more; they may begin with different inputs.
 * @param options The axis, the last by default, and a name.
 * @returns A model of all their layers.
 * @throws {RangeError} If the shapes differ on another axis, or two layers have one name.
 *
 * @example Wide and deep
 * ```ts
 * import { concat, input } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const wide = input([5], { name: "wide" });
 * const deep = input([6], { name: "deep" }).dense(30).relu().dense(30).relu();
 * assertEquals(concat([wide, deep]).shape, [35]);
 * ```
 */
export function concat<const M extends readonly Model[]>(
  models: M,
  options: ConcatLayerOptions = {},
): Model<RankOf<M[number]["shape"]>> {
  models.forEach((model) => requireModel(model, "concat", "every part"));
  return concatOf(models, options);
}

/**
 * Adds several models up, element by element.
 *
 * @param models Two models or more of one shape; they may begin with different inputs.
 * @param options A name.
 * @returns A model of all their layers.
 * @throws {RangeError} If the shapes differ, or two layers have one name.
 *
 * @example Two views of the same
 * ```ts
 * import { add, input } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const left = input([5], { name: "left" }).dense(8);
 * const right = input([6], { name: "right" }).dense(8);
 * assertEquals(add([left, right]).shape, [8]);
 * ```
 */
export function add<const M extends readonly Model[]>(
  models: M,
  options: LayerOptions = {},
): Model<M[number]["shape"]> {
  models.forEach((model) => requireModel(model, "add", "every part"));
  return addOf(models, options);
}
