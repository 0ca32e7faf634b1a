import { cannot, formatValue } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import { type Box, box } from "../spaces/box.ts";
import { type Dict, dict } from "../spaces/dict.ts";
import type { NumberType } from "../spaces/number_array.ts";
import { formatSpace, type Space, spaceSize } from "../spaces/space.ts";
import { type Tuple, tuple } from "../spaces/tuple.ts";
import { boundsOf } from "./_boxes.ts";
import { requireList } from "./_check_options.ts";
import { observeThrough } from "./_observe_through.ts";
import { partPlaces } from "./_part_places.ts";
import { wrap } from "./wrap.ts";

/**
 * Shows some parts of observations and hides the others.
 *
 * @param description The environment.
 * @param filterKeys What is shown: names in a dict, places in a tuple, or places along the
 * first axis of a box. They are shown in this order, but for a dict, which has none.
 * @returns A frozen description.
 * @throws {RangeError} If there is no such part, one is named twice, or observations have no parts.
 *
 * @example A pole whose velocities nobody sees
 * ```ts
 * import { cartPole, filterObservation, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using env = make(filterObservation(cartPole(), [0, 2]));
 * assertEquals(env.reset().observation.length, 2);
 * ```
 */
export function filterObservation<
  Actions extends Space,
  Type extends NumberType,
>(
  description: EnvironmentDescription<Actions, Box<Type>>,
  filterKeys: readonly number[],
): EnvironmentDescription<Actions, Box<Type>>;
/** The same of a tuple; what is said of the first form holds for it. */
export function filterObservation<Actions extends Space>(
  description: EnvironmentDescription<Actions, Tuple>,
  filterKeys: readonly number[],
): EnvironmentDescription<Actions, Tuple>;
/** The same of a dict; what is said of the first form holds for it. */
export function filterObservation<
  Actions extends Space,
  Spaces extends Readonly<Record<string, Space>>,
  Name extends keyof Spaces & string,
>(
  description: EnvironmentDescription<Actions, Dict<Spaces>>,
  filterKeys: readonly Name[],
): EnvironmentDescription<Actions, Dict<Pick<Spaces, Name>>>;
export function filterObservation<Actions extends Space>(
  description: EnvironmentDescription<Actions, Box | Tuple | Dict>,
  filterKeys: readonly (number | string)[],
): EnvironmentDescription<Actions, Space> {
  const { id, observationSpace } = description;
  const action = `filter the observations of ${id}`;
  const parts = partsIn(observationSpace, action);
  requireList(filterKeys, action, "filterKeys");
  // The parts of a dict stand in buffers sorted by name.
  const keys = observationSpace.kind === "dict"
    ? filterKeys.toSorted()
    : filterKeys;
  const kept = keys.map((key) => {
    const part = parts.get(key);
    if (part !== undefined) return { key, ...part };
    const wish = `every one of 'filterKeys' must be a part of ${
      formatSpace(observationSpace)
    }`;
    throw new RangeError(cannot(action, wish, formatValue(key)));
  });
  if (new Set(filterKeys).size < kept.length) {
    const wish = "every one of 'filterKeys' must be there once";
    throw new RangeError(cannot(action, wish, formatValue(filterKeys)));
  }
  const space = keepParts(observationSpace, kept);
  return wrap<Actions, Box | Tuple | Dict, Actions, Space>(description, {
    wrapper: { name: "filterObservation", options: { filterKeys } },
    observationSpace: space,
    dynamics: observeThrough<Box | Tuple | Dict, Space>(
      observationSpace,
      (seen, out) => {
        let place = 0;
        for (const { begin, size } of kept) {
          for (let i = 0; i < size; i++) out[place++] = seen[begin + i]!;
        }
      },
    ),
  });
}

/** Where a part stands in a buffer. */
interface Kept {
  readonly begin: number;
  readonly size: number;
}

/** The parts of observations, by name or place. */
function partsIn(
  space: Space,
  action: string,
): ReadonlyMap<string | number, Kept> {
  if (space.kind === "tuple" || space.kind === "dict") {
    return new Map(partPlaces(space).map((part) => [part.key, part]));
  }
  if (space.kind === "box" && space.shape.length > 0) {
    const size = spaceSize(space) / space.shape[0]!;
    return new Map(
      Array.from(
        { length: space.shape[0]! },
        (_, i) => [i, { begin: i * size, size }],
      ),
    );
  }
  const wish = "'observationSpace' must have parts";
  throw new RangeError(cannot(action, wish, formatSpace(space)));
}

/** The space of what is kept of the values of another. */
function keepParts(
  space: Box | Tuple | Dict,
  kept: readonly (Kept & { readonly key: string | number })[],
): Box | Tuple | Dict {
  if (space.kind === "tuple") {
    return tuple(kept.map(({ key }) => space.spaces[key as number]!));
  }
  if (space.kind === "dict") {
    return dict(
      Object.fromEntries(kept.map(({ key }) => [key, space.spaces[key]!])),
    );
  }
  const { low, high } = boundsOf(space);
  const of = (bounds: Float64Array) =>
    kept.flatMap((
      { begin, size },
    ) => [...bounds.subarray(begin, begin + size)]);
  return box({
    low: of(low),
    high: of(high),
    shape: [kept.length, ...space.shape.slice(1)],
    dtype: space.dtype,
  });
}
