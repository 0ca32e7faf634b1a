import { cannot, formatValue } from "../../core/errors.ts";
import { isMatching, P } from "../../core/deps/ts_pattern.ts";
import {
  fromJsonNumber,
  type JsonNumber,
  toJsonNumber,
} from "../json_number.ts";
import { box } from "./box.ts";
import { discrete } from "./discrete.ts";
import { NUMBER_TYPES } from "./_number_rules.ts";
import type { NumberType } from "./number_array.ts";
import type { Space } from "./space.ts";

/** A space as plain JSON; infinite bounds are text. */
export type SpaceJson =
  | { readonly kind: "discrete"; readonly n: number; readonly start: number }
  | {
    readonly kind: "box";
    readonly dtype: NumberType;
    readonly shape: readonly number[];
    readonly low: JsonNumber | readonly JsonNumber[];
    readonly high: JsonNumber | readonly JsonNumber[];
  };

/**
 * Writes a space as plain JSON.
 *
 * @param space The space.
 * @returns What {@linkcode spaceFromJson} reads.
 *
 * @example There and back
 * ```ts
 * import { box, equalSpaces, spaceFromJson, spaceToJson } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * const space = box({ low: -Infinity, high: [1, 2] });
 * const text = JSON.stringify(spaceToJson(space));
 * assert(equalSpaces(spaceFromJson(JSON.parse(text)), space));
 * ```
 */
export function spaceToJson(space: Space): SpaceJson {
  if (space.kind === "discrete") return space;
  return {
    ...space,
    low: boundsToJson(space.low),
    high: boundsToJson(space.high),
  };
}

/**
 * Reads what {@linkcode spaceToJson} wrote.
 *
 * @param json Anything, such as `JSON.parse` answers.
 * @returns The space.
 * @throws {SyntaxError} If it is no space.
 * @throws {RangeError} If it is a space that cannot be, such as one with a bound above the other.
 */
export function spaceFromJson(json: unknown): Space {
  if (isMatching(DISCRETE, json)) return discrete(json.n, json);
  if (isMatching(BOX, json)) {
    return box({
      dtype: json.dtype,
      shape: json.shape,
      low: boundsFromJson(json.low),
      high: boundsFromJson(json.high),
    });
  }
  throw new SyntaxError(
    cannot("read a space", "it must be a saved one", formatValue(json)),
  );
}

const BOUNDS = P.union(
  P.number,
  P.string,
  P.array(P.union(P.number, P.string)),
);
const DISCRETE = { kind: "discrete", n: P.number, start: P.number } as const;
const BOX = {
  kind: "box",
  dtype: P.union(...NUMBER_TYPES as [NumberType]),
  shape: P.array(P.number),
  low: BOUNDS,
  high: BOUNDS,
} as const;

function boundsToJson(
  bounds: number | readonly number[],
): JsonNumber | readonly JsonNumber[] {
  return typeof bounds === "number"
    ? toJsonNumber(bounds)
    : bounds.map(toJsonNumber);
}

function boundsFromJson(
  json: number | string | (number | string)[],
): number | number[] {
  return Array.isArray(json) ? json.map(fromJsonNumber) : fromJsonNumber(json);
}
