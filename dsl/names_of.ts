import { cannot, quote } from "../core/errors.ts";
import { layerTitle } from "./layer.ts";
import type { Place } from "./place.ts";

/**
 * Names places: as their author did, else by kind and number, `dense_1`, `dense_2`, …
 *
 * @param places Places, inputs before users.
 * @returns The name of each, in the same order.
 * @throws {RangeError} If two have the same.
 */
export function namesOf(places: readonly Place[]): ReadonlyMap<Place, string> {
  const names = new Map<Place, string>();
  const owners = new Map<string, Place>();
  const counts = new Map<string, number>();
  for (const place of places) {
    const { kind } = place.layer;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const name = place.name ?? `${kind}_${count}`;
    const owner = owners.get(name);
    if (owner) throw duplicate(name, owner, places);
    owners.set(name, place);
    names.set(place, name);
  }
  return names;
}

function duplicate(
  name: string,
  owner: Place,
  places: readonly Place[],
): RangeError {
  const { kind } = owner.layer;
  const number = countLayers(places.slice(0, places.indexOf(owner))) + 1;
  const called = kind === "input"
    ? "an input"
    : titleAt(number, layerTitle(owner.layer));
  const wish = `${quote(name)} must name one layer only`;
  return new RangeError(cannot("name layers", wish, called, "owner"));
}

/** A layer as errors call it: `layer 3 (conv2d)`. */
export function titleAt(number: number, title: string): string {
  return `layer ${number} (${title})`;
}

/** How many of the places are layers proper: all but inputs. */
export function countLayers(places: readonly Place[]): number {
  return places.filter(({ layer }) => layer.kind !== "input").length;
}
