import type { Layer } from "./layer.ts";
import { located } from "./located.ts";
import type { LayerOptions } from "./model.ts";
import { countLayers, namesOf, titleAt } from "./names_of.ts";
import { link, type Place, reach } from "./place.ts";

/**
 * Puts a layer behind places; errors say which layer it would be, `layer 3 (dense)`.
 *
 * @throws {RangeError} If the layer is nonsense, does not take these inputs, or is called as another.
 */
export function grow(
  inputs: readonly Place[],
  title: string,
  describe: () => Layer,
  options: LayerOptions,
): Place {
  const number = () => countLayers(reach(inputs)) + 1;
  return located(() => `add ${titleAt(number(), title)}`, () => {
    const place = link(describe(), inputs, options.name);
    namesOf(reach([place]));
    return place;
  });
}
