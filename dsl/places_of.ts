import type { AnyModel } from "./model.ts";
import { namesOf } from "./names_of.ts";
import { type Place, reach } from "./place.ts";

/**
 * Lists the layers of a model with their names, inputs before users.
 *
 * @param model The model.
 * @returns Each place and its name, in order.
 *
 * @example Names by kind and number, unless given
 * ```ts
 * import { input, placesOf } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const model = input([4]).dense(8).relu().dense(2, { name: "actions" });
 * const names = [...placesOf(model).values()];
 * assertEquals(names, ["input", "dense_1", "activation_1", "actions"]);
 * ```
 */
export function placesOf(model: AnyModel): ReadonlyMap<Place, string> {
  return namesOf(reach(Object.values(model.outputs)));
}
