import { isMatching, P } from "../../core/deps/ts_pattern.ts";
import { NUMBER_TYPES } from "./_number_rules.ts";
import type { NumberType } from "./number_array.ts";
import type { Space } from "./space.ts";

const INTEGERS = P.array(P.number);
const BOUNDS = P.union(P.number, P.array(P.number));
const PART = P.when(hasSpaceFields);

/** The fields of each kind of space. */
const FIELDS = {
  discrete: { n: P.number, start: P.number },
  box: {
    dtype: P.union(...NUMBER_TYPES as [NumberType]),
    shape: INTEGERS,
    low: BOUNDS,
    high: BOUNDS,
  },
  multiDiscrete: { nvec: INTEGERS, start: INTEGERS },
  multiBinary: { shape: INTEGERS },
  text: { minLength: P.number, maxLength: P.number, charset: P.string },
  tuple: { spaces: P.array(PART) },
  dict: {
    spaces: P.when((spaces: unknown) =>
      typeof spaces === "object" && spaces !== null &&
      Object.values(spaces).every(hasSpaceFields)
    ),
  },
} as const satisfies { readonly [Kind in Space["kind"]]: object };

/** Whether a value has the fields of a space. */
export function hasSpaceFields(value: unknown): value is Space {
  if (typeof value !== "object" || value === null || !("kind" in value)) {
    return false;
  }
  const { kind } = value;
  if (typeof kind !== "string" || !Object.hasOwn(FIELDS, kind)) return false;
  const fields: P.Pattern<object> = FIELDS[kind as Space["kind"]];
  return isMatching(fields, value);
}
