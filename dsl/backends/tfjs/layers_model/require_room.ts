import { cannot, formatShape, quote } from "../../../../core/errors.ts";
import { layerTitle } from "../../../layer.ts";
import type { AnyModel } from "../../../model.ts";
import { titleAt } from "../../../names_of.ts";
import { placesOf } from "../../../places_of.ts";

/** Names that tfjs can give to tensors. */
const NAME_REGEXP = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;

/** Axes of one sample; `predict` cuts tensors of at most six into batches. */
const MOST_AXES = 5;

/**
 * Throws unless tfjs-layers has room for every layer.
 *
 * @throws {RangeError} If a name is not ASCII, or a sample has too many axes.
 */
export function requireRoom(model: AnyModel): void {
  let number = 0;
  for (const [{ layer, shape }, name] of placesOf(model)) {
    const title = layer.kind === "input"
      ? `input ${quote(name)}`
      : titleAt(++number, layerTitle(layer));
    const action = `convert ${title} to a tf.LayersModel`;
    if (!NAME_REGEXP.test(name)) {
      const wish = "its name must be of ASCII letters and digits, _, - and .";
      throw new RangeError(cannot(action, wish, quote(name), "name"));
    }
    // tfjs-layers looks names up in plain objects.
    if (name in Object.prototype) {
      const wish = "its name must not be one that every object knows";
      throw new RangeError(cannot(action, wish, quote(name), "name"));
    }
    if (shape.length > MOST_AXES) {
      const wish = `a sample must have at most ${MOST_AXES} axes`;
      throw new RangeError(cannot(action, wish, formatShape(shape), "shape"));
    }
  }
}
