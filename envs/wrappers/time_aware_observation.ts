import { cannot, formatValue } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import { type Dict, dict } from "../spaces/dict.ts";
import { bufferFlattener, flattenSpace } from "../spaces/flatten_value.ts";
import type { Space } from "../spaces/space.ts";
import { spaceBuffer } from "../spaces/space_buffer.ts";
import { type Tuple, tuple } from "../spaces/tuple.ts";
import { requireBoolean } from "./_check_options.ts";
import { partPlaces } from "./_part_places.ts";
import { wrap } from "./wrap.ts";

/** Options for {@linkcode timeAwareObservation}. */
export interface TimeAwareOptions {
  /** Whether all is shown as one list of numbers, as {@linkcode flattenObservation} does. @default {true} */
  readonly flatten?: boolean;
  /** Whether the time is a share of the limit, from 0 to 1, instead of a number of steps. @default {false} */
  readonly normalizeTime?: boolean;
  /** What the time is called among other named observations. @default {"time"} */
  readonly dictTimeKey?: string;
}

const DEFAULTS: Required<TimeAwareOptions> = Object.freeze({
  flatten: true,
  normalizeTime: false,
  dictTimeKey: "time",
});

/**
 * Shows the number of steps taken besides what is seen: without it nobody could
 * tell a state in which there is little time left from one with much.
 *
 * The time stands among named observations under its own name, behind others in a
 * tuple, and in a dict `{ obs, time }` with anything else; then all of it is
 * flattened, unless the options say otherwise. So it comes last in the list, except
 * among named observations, which are sorted by name.
 *
 * Pardo et al., "Time limits in reinforcement learning" (2018).
 *
 * @param description An environment with a time limit.
 * @param options How the time is shown.
 * @returns A frozen description.
 * @throws {RangeError} If there is no time limit, or something else has the name of the time.
 *
 * @example After one step
 * ```ts
 * import { describe, make, timeAwareObservation } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using env = make(timeAwareObservation(describe("CartPole-v1")));
 * env.reset();
 * const { observation } = env.step(0);
 * assertEquals(observation.length, 5);
 * assertEquals(observation[4], 1);
 * ```
 */
export function timeAwareObservation<Actions extends Space>(
  description: EnvironmentDescription<Actions, Space>,
  options?: TimeAwareOptions & { readonly flatten?: true },
): EnvironmentDescription<Actions, Box>;
/** The same without flattening; what is said of the other form holds for it. */
export function timeAwareObservation<Actions extends Space>(
  description: EnvironmentDescription<Actions, Space>,
  options: TimeAwareOptions & { readonly flatten: false },
): EnvironmentDescription<Actions, Tuple | Dict>;
export function timeAwareObservation<Actions extends Space>(
  description: EnvironmentDescription<Actions, Space>,
  options: TimeAwareOptions = {},
): EnvironmentDescription<Actions, Space> {
  const { id, observationSpace: inner, maxEpisodeSteps, stateSize } =
    description;
  const action = `show the time of ${id}`;
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { flatten, normalizeTime, dictTimeKey } = resolved;
  requireBoolean(flatten, action, "flatten");
  requireBoolean(normalizeTime, action, "normalizeTime");
  if (typeof dictTimeKey !== "string") {
    const wish = "'dictTimeKey' must be a name";
    throw new TypeError(cannot(action, wish, formatValue(dictTimeKey)));
  }
  if (maxEpisodeSteps === null) {
    const wish = "there must be a time limit";
    throw new RangeError(cannot(action, wish, null, "limit"));
  }
  const limit = maxEpisodeSteps;
  const time = normalizeTime
    ? box({ low: 0, high: 1 })
    : box({ low: 0, high: limit, dtype: "int32" });
  const space = withTime(inner, time, dictTimeKey, action);
  const { moves, place } = placesIn(space, inner, dictTimeKey);
  return wrap<Actions, Space, Actions, Space>(description, {
    wrapper: { name: "timeAwareObservation", options: resolved },
    ownSize: 1,
    observationSpace: flatten ? flattenSpace(space) : space,
    dynamics({ initialize, step, observe }) {
      const seen = spaceBuffer<Space>(inner, 1);
      const all = spaceBuffer<Space>(space, 1);
      const write = (state: Float64Array, out: typeof all) => {
        observe(state, seen);
        for (const { from, to, size } of moves) {
          for (let i = 0; i < size; i++) out[to + i] = seen[from + i]!;
        }
        const steps = Math.min(state[stateSize]!, limit);
        out[place] = normalizeTime ? Math.fround(steps / limit) : steps;
      };
      const flattenBuffer = bufferFlattener<Space>(space);
      return {
        initialize(state, random, options) {
          initialize(state, random, options);
          state[stateSize] = 0;
        },
        step(state, action, random) {
          state[stateSize]!++;
          return step(state, action, random);
        },
        observe(state, out) {
          write(state, flatten ? all : out);
          if (flatten) flattenBuffer(all, out);
        },
      };
    },
  });
}

/** What is seen, and the time. */
function withTime(
  inner: Space,
  time: Box,
  name: string,
  action: string,
): Tuple | Dict {
  if (inner.kind === "tuple") return tuple([...inner.spaces, time]);
  if (inner.kind !== "dict") return dict({ obs: inner, time });
  if (!Object.hasOwn(inner.spaces, name)) {
    return dict({ ...inner.spaces, [name]: time });
  }
  const wish = "'dictTimeKey' must not be the name of something else";
  throw new RangeError(cannot(action, wish, formatValue(name)));
}

/** Where each part of what is seen goes to in a buffer, and where the time stands. */
function placesIn(
  space: Tuple | Dict,
  inner: Space,
  name: string,
): {
  readonly moves: readonly {
    readonly from: number;
    readonly to: number;
    readonly size: number;
  }[];
  readonly place: number;
} {
  const places = partPlaces(space);
  const key = inner.kind === "tuple"
    ? inner.spaces.length
    : inner.kind === "dict"
    ? name
    : "time";
  const others = places.filter((part) => part.key !== key);
  let from = 0;
  return {
    moves: others.map(({ begin: to, size }) => {
      from += size;
      return { from: from - size, to, size };
    }),
    place: places.find((part) => part.key === key)!.begin,
  };
}
