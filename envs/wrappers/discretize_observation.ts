import {
  cannot,
  formatValue,
  requirePositiveInteger,
} from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import type { Box } from "../spaces/box.ts";
import { type Discrete, discrete } from "../spaces/discrete.ts";
import { type MultiDiscrete, multiDiscrete } from "../spaces/multi_discrete.ts";
import { type Space, spaceSize } from "../spaces/space.ts";
import { boundsOf, requireBox } from "./_boxes.ts";
import { requireBoolean, requireNumbers } from "./_check_options.ts";
import { observeThrough } from "./_observe_through.ts";
import { wrap } from "./wrap.ts";

/** Options for {@linkcode discretizeObservation}. */
export interface DiscretizeObservationOptions {
  /** Into how many equal parts the range of each number is cut: one for all, or one for each. */
  readonly bins: number | readonly number[];
  /** Where the ranges begin; what is below counts to the first part. One for all, or one for each. @default {the lower bounds of the observations} */
  readonly low?: number | readonly number[] | null;
  /** Where the ranges end; what is above counts to the last part. One for all, or one for each. @default {the upper bounds of the observations} */
  readonly high?: number | readonly number[] | null;
  /** Whether each number is shown by itself, instead of one number for the whole combination. @default {false} */
  readonly multidiscrete?: boolean;
}

/**
 * Shows in which part of its range each number lies: so tables can hold what is
 * learnt of every combination.
 *
 * A number on the border of two parts belongs to the upper one. In the number of a
 * combination the last number counts first: with 3 and 4 parts it is 4·i + j.
 *
 * @param description An environment with a box for its observations.
 * @param options Into how many parts ranges are cut, and where they begin and end.
 * @returns A frozen description.
 * @throws {RangeError} If observations are something else, or a range is empty or infinite.
 *
 * @example Whether the cart is left or right, and the pole leans to the left, little, or to the right
 * ```ts
 * import { cartPole, discretizeObservation, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const coarse = discretizeObservation(cartPole(), {
 *   bins: [2, 1, 3, 1],
 *   low: [-2.4, -3, -0.21, -3],
 *   high: [2.4, 3, 0.21, 3],
 * });
 * assertEquals(coarse.observationSpace.n, 6);
 * ```
 */
export function discretizeObservation<Actions extends Space>(
  description: EnvironmentDescription<Actions, Box>,
  options: DiscretizeObservationOptions & { readonly multidiscrete: true },
): EnvironmentDescription<Actions, MultiDiscrete>;
/** The same with one number for all together; what is said of the other form holds for it. */
export function discretizeObservation<Actions extends Space>(
  description: EnvironmentDescription<Actions, Box>,
  options: DiscretizeObservationOptions & { readonly multidiscrete?: false },
): EnvironmentDescription<Actions, Discrete>;
export function discretizeObservation<Actions extends Space>(
  description: EnvironmentDescription<Actions, Box>,
  options: DiscretizeObservationOptions,
): EnvironmentDescription<Actions, Discrete | MultiDiscrete> {
  const { id, observationSpace } = description;
  const action = `discretize the observations of ${id}`;
  requireBox(observationSpace, action, "observationSpace");
  const defaults = { bins: NaN, low: null, high: null, multidiscrete: false };
  const resolved = resolveOptions<Required<DiscretizeObservationOptions>>(
    action,
    options,
    defaults,
  );
  const { multidiscrete } = resolved;
  requireBoolean(multidiscrete, action, "multidiscrete");
  const size = spaceSize(observationSpace);
  const bounds = boundsOf(observationSpace);
  const bins = forEach(resolved.bins, size, action, "bins");
  bins.forEach((n, i) => requirePositiveInteger(n, action, `bins[${i}]`));
  const low = forEach(resolved.low ?? [...bounds.low], size, action, "low");
  const high = forEach(resolved.high ?? [...bounds.high], size, action, "high");
  const borders = bins.map((count, i) =>
    bordersOf(low[i]!, high[i]!, count, action, i)
  );
  return wrap<Actions, Box, Actions, Discrete | MultiDiscrete>(description, {
    wrapper: { name: "discretizeObservation", options: resolved },
    observationSpace: multidiscrete
      ? multiDiscrete(bins)
      : discrete(bins.reduce((all, count) => all * count, 1)),
    dynamics: observeThrough<Box, Discrete | MultiDiscrete>(
      observationSpace,
      multidiscrete
        ? (seen, out) => {
          for (let i = 0; i < size; i++) {
            out[i] = partOf(seen[i]!, borders[i]!);
          }
        }
        : (seen, out) => {
          let combination = 0;
          for (let i = 0; i < size; i++) {
            combination *= bins[i]!;
            combination += partOf(seen[i]!, borders[i]!);
          }
          out[0] = combination;
        },
    ),
  });
}

/** One number for each of `size`. */
function forEach(
  given: number | readonly number[],
  size: number,
  action: string,
  name: string,
): readonly number[] {
  const list = typeof given === "number" ? Array(size).fill(given) : given;
  requireNumbers(list, action, name);
  if (list.length === size) return list;
  const wish = `'${name}' must be a number or ${size} of them`;
  throw new RangeError(cannot(action, wish, list.length, "length"));
}

/** The borders between equal parts of a range. */
function bordersOf(
  low: number,
  high: number,
  count: number,
  action: string,
  i: number,
): Float64Array {
  if (low >= high) {
    const wish = "every range must begin below its end";
    throw new RangeError(
      cannot(action, wish, formatValue([low, high]), `range ${i}`),
    );
  }
  return Float64Array.from(
    { length: count - 1 },
    (_, border) => low + (high - low) * (border + 1) / count,
  );
}

/** How many borders are at most `number`. */
function partOf(number: number, borders: Float64Array): number {
  let part = 0;
  while (part < borders.length && borders[part]! <= number) part++;
  return part;
}
