import type { Dict } from "./dict.ts";
import type { Space } from "./space.ts";
import type { Tuple } from "./tuple.ts";

/** A space that is made of others. */
export type Compound = Tuple | Dict;

/** One of the spaces in another, and where its values stand in values of that one. */
export interface Part {
  readonly key: string | number;
  readonly space: Space;
}

/** The parts of a space, in the order of buffers and flat vectors. */
export function partsOf(space: Compound): readonly Part[] {
  return space.kind === "tuple"
    ? space.spaces.map((space, key) => ({ key, space }))
    : Object.keys(space.spaces).sort().map((key) => ({
      key,
      space: space.spaces[key]!,
    }));
}

/** A value of a space from one value for each part. */
export function compose(
  space: Compound,
  values: (part: Part) => unknown,
): unknown {
  const made = partsOf(space).map((part) => [part.key, values(part)] as const);
  return space.kind === "tuple"
    ? made.map(([, value]) => value)
    : Object.fromEntries(made);
}

/** Whether `value` has places for parts and no others; whether values of the parts stand there is another question. */
export function hasParts(
  space: Compound,
  value: unknown,
): value is Readonly<Record<string | number, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  if (space.kind === "tuple") {
    return Array.isArray(value) && value.length === space.spaces.length;
  }
  return !Array.isArray(value) &&
    Object.keys(value).every((name) => Object.hasOwn(space.spaces, name));
}
