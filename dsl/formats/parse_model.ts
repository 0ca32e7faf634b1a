import { P } from "../../core/deps/ts_pattern.ts";
import { cannot, formatValue, requireInteger } from "../../core/errors.ts";
import { modelAt } from "../fluent_model.ts";
import { heads } from "../heads.ts";
import { located } from "../located.ts";
import type { AnyModel } from "../model.ts";
import { namesOf } from "../names_of.ts";
import { link, type Place, reach } from "../place.ts";
import { type Field, leaf, list, readFields, text } from "./_fields.ts";
import { claimedTitle, readLayer } from "./read_layer.ts";

const ACTION = "read a model";

const anything: Field = (value) => value;

const MODEL_FIELDS = {
  format: leaf("silica-model", '"silica-model"'),
  version: leaf(1, "1, the version this program reads"),
  layers: leaf(P.array(P.any), "a list"),
  outputs: leaf(
    P.union(P.number, P.record(P.string, P.number)),
    "a number, or an object of numbers",
  ),
};

const PLACE_FIELDS = { layer: anything, inputs: list };

/**
 * Reads a model from JSON that nobody has checked, such as a file.
 *
 * @param source The text, or what `JSON.parse` made of it.
 * @returns The model; what it says is what {@linkcode Model.toJSON} was asked about.
 * @throws {SyntaxError} If the text is no JSON, or not that of a model; it says where.
 * @throws {RangeError} If a value is not allowed, or a layer does not take its inputs.
 *
 * @example There and back
 * ```ts
 * import { input, parseModel, sameModel } from "@silica/silica";
 * import { assert } from "@std/assert";
 *
 * const model = input([4]).dense(8).relu().dense(2);
 * assert(sameModel(parseModel(JSON.stringify(model)), model));
 * ```
 */
export function parseModel(source: unknown): AnyModel {
  const json = typeof source === "string" ? parseText(source) : source;
  try {
    return readModel(json);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new SyntaxError(error.message, { cause: error });
  }
}

function parseText(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    const message = cannot(ACTION, "it must be JSON", formatValue(source));
    throw new SyntaxError(message, { cause: error });
  }
}

function readModel(json: unknown): AnyModel {
  const values = readFields(json, MODEL_FIELDS, ACTION);
  const { layers, outputs } = values as {
    readonly layers: readonly unknown[];
    readonly outputs: number | Readonly<Record<string, number>>;
  };
  const places: Place[] = [];
  for (const layer of layers) places.push(readPlace(layer, places));
  const end = (number: number, name: string): Place => {
    const interval = { min: 0, max: places.length - 1 };
    requireInteger(number, ACTION, name, interval);
    return places[number]!;
  };
  const model = typeof outputs === "number"
    ? modelAt(end(outputs, "outputs"))
    : located(() => ACTION, () =>
      heads(Object.fromEntries(
        Object.entries(outputs).map(([name, number]) =>
          [name, modelAt(end(number, `outputs.${name}`))] as const
        ),
      )));
  requireNoneLost(places, Object.values<Place>(model.outputs));
  return model;
}

/** A place that takes some of those `before`. */
function readPlace(json: unknown, before: readonly Place[]): Place {
  const at = `layers[${before.length}]`;
  const action = `read ${at}`;
  const named = Object.hasOwn(Object(json), "name");
  const fields = named ? { ...PLACE_FIELDS, name: text } : PLACE_FIELDS;
  const values = readFields(json, fields, action);
  const { name, inputs } = values as {
    readonly name?: string;
    readonly inputs: readonly number[];
  };
  const interval = { min: 0, max: before.length - 1 };
  inputs.forEach((input) => requireInteger(input, action, "inputs", interval));
  return located(() => `${action} (${claimedTitle(values.layer)})`, () => {
    const layer = readLayer(values.layer);
    return link(layer, inputs.map((input) => before[input]!), name);
  });
}

/** Throws unless every place leads to an output, and has a name of its own. */
function requireNoneLost(
  places: readonly Place[],
  ends: readonly Place[],
): void {
  const reached = new Set(reach(ends));
  const lost = places.findIndex((place) => !reached.has(place));
  if (lost >= 0) {
    const wish = "every layer must lead to an output";
    throw new SyntaxError(cannot(ACTION, wish, `layers[${lost}]`, "loose end"));
  }
  located(() => ACTION, () => namesOf([...reached]));
}
