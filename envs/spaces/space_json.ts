import { isMatching, P } from "../../core/deps/ts_pattern.ts";
import { cannot, formatValue } from "../../core/errors.ts";
import {
  fromJsonNumber,
  type JsonNumber,
  toJsonNumber,
} from "../json_number.ts";
import { NUMBER_TYPES } from "./_number_rules.ts";
import { box } from "./box.ts";
import { dict } from "./dict.ts";
import { type Discrete, discrete } from "./discrete.ts";
import { type MultiBinary, multiBinary } from "./multi_binary.ts";
import { type MultiDiscrete, multiDiscrete } from "./multi_discrete.ts";
import type { NumberType } from "./number_array.ts";
import type { Space } from "./space.ts";
import { type Text, text } from "./text.ts";
import { tuple } from "./tuple.ts";

/** A space as plain JSON; infinite bounds are text. */
export type SpaceJson =
  | Discrete
  | MultiDiscrete
  | MultiBinary
  | Text
  | {
    readonly kind: "box";
    readonly dtype: NumberType;
    readonly shape: readonly number[];
    readonly low: JsonNumber | readonly JsonNumber[];
    readonly high: JsonNumber | readonly JsonNumber[];
  }
  | { readonly kind: "tuple"; readonly spaces: readonly SpaceJson[] }
  | {
    readonly kind: "dict";
    readonly spaces: Readonly<Record<string, SpaceJson>>;
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
  switch (space.kind) {
    case "box": {
      const { low, high } = space;
      return { ...space, low: boundsToJson(low), high: boundsToJson(high) };
    }
    case "tuple":
      return { kind: "tuple", spaces: space.spaces.map(spaceToJson) };
    case "dict":
      return { kind: "dict", spaces: mapRecord(space.spaces, spaceToJson) };
    default:
      return space;
  }
}

/**
 * Reads what {@linkcode spaceToJson} wrote.
 *
 * @param json Anything, such as `JSON.parse` answers.
 * @returns The space.
 * @throws {SyntaxError} If it is no space, or spaces stand within more than 100 others.
 * @throws {RangeError} If it is a space that cannot be, such as one with a bound above the other.
 */
export function spaceFromJson(json: unknown): Space {
  return readSpace(json, 0);
}

/** Deeper nesting is damage, or an attempt to exhaust the stack. */
const DEEPEST = 100;

const BOUNDS = P.union(
  P.number,
  P.string,
  P.array(P.union(P.number, P.string)),
);
const DISCRETE = { kind: "discrete", n: P.number, start: P.number } as const;
const MULTI_DISCRETE = {
  kind: "multiDiscrete",
  nvec: P.array(P.number),
  start: P.array(P.number),
} as const;
const MULTI_BINARY = {
  kind: "multiBinary",
  shape: P.array(P.number),
} as const;
const TEXT = {
  kind: "text",
  minLength: P.number,
  maxLength: P.number,
  charset: P.string,
} as const;
const BOX = {
  kind: "box",
  dtype: P.union(...NUMBER_TYPES as [NumberType]),
  shape: P.array(P.number),
  low: BOUNDS,
  high: BOUNDS,
} as const;
const TUPLE = { kind: "tuple", spaces: P.array(P.any) } as const;
const DICT = { kind: "dict", spaces: P.when(isRecord) } as const;

function readSpace(json: unknown, depth: number): Space {
  if (depth > DEEPEST) {
    const wish = `spaces must stand within at most ${DEEPEST} others`;
    throw new SyntaxError(cannot("read a space", wish, "more", "depth"));
  }
  const readPart = (part: unknown) => readSpace(part, depth + 1);
  if (isMatching(DISCRETE, json)) return discrete(json.n, json);
  if (isMatching(MULTI_DISCRETE, json)) return multiDiscrete(json.nvec, json);
  if (isMatching(MULTI_BINARY, json)) return multiBinary(json.shape);
  if (isMatching(TEXT, json)) return text(json);
  if (isMatching(TUPLE, json)) return tuple(json.spaces.map(readPart));
  if (isMatching(DICT, json)) return dict(mapRecord(json.spaces, readPart));
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mapRecord<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, map(value)]),
  );
}

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
