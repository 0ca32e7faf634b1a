import { cannot, quote } from "../../../../core/errors.ts";
import { modelAt } from "../../../fluent_model.ts";
import { heads } from "../../../heads.ts";
import { layerTitle } from "../../../layer.ts";
import { located } from "../../../located.ts";
import type { AnyModel } from "../../../model.ts";
import { namesOf } from "../../../names_of.ts";
import { link, type Place, reach } from "../../../place.ts";
import type { KerasLayer, KerasModel } from "./keras_model.ts";
import { layersOf } from "./layers_of.ts";

const ACTION = "convert a tf.LayersModel";

/** The name here of a layer of tfjs-layers, where names may have slashes in them. */
export function ownName(name: string): string {
  return name.replaceAll("/", ".");
}

/**
 * The model that does what a model of tfjs-layers does; its heads are called as
 * the layers they end with.
 *
 * @throws {RangeError} If there is no such layer here, or two layers have one name.
 */
export function modelOf(model: KerasModel): AnyModel {
  const ends = new Map<string, Place>();
  const names = new Map<Place, string>();
  for (const layer of model.layers) {
    const [first, ...rest] = placesFor(layer, ends);
    names.set(first!, ownName(layer.name));
    ends.set(layer.name, rest.at(-1) ?? first!);
  }
  const outputs = model.outputs.map((name) => endOf(name, ends));
  const renamed = withNames(reach(outputs), names);
  located(() => ACTION, () => namesOf([...renamed.values()]));
  const models = outputs.map((place) => modelAt(renamed.get(place)!));
  if (models.length === 1) return models[0]!;
  if (new Set(model.outputs).size < models.length) {
    const wish = "each layer must answer at most once";
    const fact = model.outputs.map(quote).join(", ");
    throw new RangeError(cannot(ACTION, wish, fact, "list of outputs"));
  }
  return located(() => ACTION, () =>
    heads(Object.fromEntries(
      models.map((each, i) => [ownName(model.outputs[i]!), each]),
    )));
}

/** A layer at its place, and behind it the activation that it may have in it. */
function placesFor(
  layer: KerasLayer,
  ends: ReadonlyMap<string, Place>,
): readonly Place[] {
  const inputs = layer.inputs.map((name) => endOf(name, ends));
  const title = `layer ${quote(layer.name)} (${layer.className})`;
  return located(() => `convert ${title}`, () => {
    const shapes = inputs.map(({ shape }) => shape);
    const [first, ...rest] = layersOf(layer, shapes);
    const places = [link(first!, inputs)];
    for (const each of rest) places.push(link(each, [places.at(-1)!]));
    return places;
  });
}

function endOf(name: string, ends: ReadonlyMap<string, Place>): Place {
  const end = ends.get(name);
  if (end) return end;
  const wish = "every layer must stand behind those it takes";
  throw new TypeError(cannot(ACTION, wish, quote(name), "missing layer"));
}

/** The places again with their names, but for names they would have anyway. */
function withNames(
  places: readonly Place[],
  names: ReadonlyMap<Place, string>,
): ReadonlyMap<Place, Place> {
  const taken = new Set(names.values());
  const counts = new Map<string, number>();
  const renamed = new Map<Place, Place>();
  for (const place of places) {
    const { layer, inputs } = place;
    const count = (counts.get(layer.kind) ?? 0) + 1;
    counts.set(layer.kind, count);
    const usual = `${layer.kind}_${count}`;
    const own = names.get(place) ??
      (taken.has(usual)
        ? `${names.get(inputs[0]!)}_${layerTitle(layer)}`
        : usual);
    const name = own === usual && layer.kind !== "input" ? undefined : own;
    const fed = inputs.map((input) => renamed.get(input)!);
    renamed.set(
      place,
      located(() => ACTION, () => link(layer, fed, name)),
    );
  }
  return renamed;
}
