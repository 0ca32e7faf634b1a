import type { Layer } from "../layer.ts";
import type { AnyModel } from "../model.ts";
import { type Place, reach } from "../place.ts";

/** A layer at its place, as JSON. */
export interface PlaceJson {
  /** The name its author gave it; left out if it has none. */
  readonly name?: string;
  /** What is done here. */
  readonly layer: Layer;
  /** Numbers of the places it takes, counted from 0; all stand before it. */
  readonly inputs: readonly number[];
}

/** A model as JSON; {@linkcode parseModel} reads it. */
export interface ModelJson {
  /** Says what this is. */
  readonly format: "silica-model";
  /** Changes when older programs could not read it. */
  readonly version: 1;
  /** Every place, inputs before users. */
  readonly layers: readonly PlaceJson[];
  /** The number of the place that answers, or one for each head. */
  readonly outputs: number | Readonly<Record<string, number>>;
}

/** The plain JSON of a model. */
export function modelJson(
  model: Pick<AnyModel, "kind" | "outputs">,
): ModelJson {
  const ends = Object.entries(model.outputs) as [string, Place][];
  const places = reach(ends.map(([, place]) => place));
  const numbers = new Map(places.map((place, number) => [place, number]));
  const layers = places.map(({ name, layer, inputs }) => ({
    ...(name === undefined ? {} : { name }),
    layer,
    inputs: inputs.map((input) => numbers.get(input)!),
  }));
  const heads = ends.map(([name, place]) => [name, numbers.get(place)!]);
  return {
    format: "silica-model",
    version: 1,
    layers,
    outputs: model.kind === "model"
      ? heads[0]![1] as number
      : Object.fromEntries(heads),
  };
}

/**
 * Whether two models say the same: the same layers, named alike, in the same places.
 *
 * @param a A model.
 * @param b Another.
 * @returns True if nothing tells them apart.
 *
 * @example The same words, the same model
 * ```ts
 * import { input, sameModel } from "@silica/silica";
 * import { assert } from "@std/assert";
 *
 * assert(sameModel(input([4]).dense(2).relu(), input([4]).dense(2, { activation: "relu" })));
 * ```
 */
export function sameModel(a: AnyModel, b: AnyModel): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
