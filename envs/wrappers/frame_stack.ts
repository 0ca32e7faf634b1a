import { requireOneOf } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import type { NumberType } from "../spaces/number_array.ts";
import { type Space, spaceSize } from "../spaces/space.ts";
import { boundsOf, nearestToZero, requireBox } from "./_boxes.ts";
import { pastFrames, requireFrameCount } from "./_past_frames.ts";
import { wrap } from "./wrap.ts";

/** Options for {@linkcode frameStack}. */
export interface FrameStackOptions {
  /** What stands for the observations before the first of an episode: that one, or zeros (or what in the space is nearest to them). @default {"reset"} */
  readonly padding?: FramePadding;
  /** Along which axis observations are stacked: a new first one, or a new last one, where convolutions have their channels. @default {"first"} */
  readonly axis?: FrameAxis;
}

/** What stands for the observations before the first. */
export type FramePadding = "reset" | "zero";

/** Along which axis observations are stacked. */
export type FrameAxis = "first" | "last";

const DEFAULTS: Required<FrameStackOptions> = Object.freeze({
  padding: "reset",
  axis: "first",
});
const PADDINGS = ["reset", "zero"] as const;
const AXES = ["first", "last"] as const;

/**
 * Shows the last observations at once, the newest last, so that one can see how things move.
 *
 * @param description An environment with a box for its observations.
 * @param count How many observations are stacked.
 * @param options What stands before the first one, and where the new axis is.
 * @returns A frozen description; observations have shape `[count, …]`, or `[…, count]`.
 * @throws {RangeError} If the number is not a positive integer, or observations are something else.
 *
 * @example Two positions tell a velocity
 * ```ts
 * import { cartPole, frameStack, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const stacked = frameStack(cartPole(), 2);
 * assertEquals(stacked.observationSpace.shape, [2, 4]);
 *
 * using env = make(stacked);
 * const { observation: first } = env.reset({ seed: 1 });
 * const { observation: second } = env.step(0);
 * assertEquals(second.subarray(0, 4), first.subarray(4));
 * ```
 */
export function frameStack<Actions extends Space, Type extends NumberType>(
  description: EnvironmentDescription<Actions, Box<Type>>,
  count: number,
  options: FrameStackOptions = {},
): EnvironmentDescription<Actions, Box<Type>> {
  const { id, observationSpace } = description;
  const action = `stack observations of ${id}`;
  requireBox(observationSpace, action, "observationSpace");
  requireFrameCount(observationSpace, count, action, "count");
  const resolved = resolveOptions(action, options, DEFAULTS);
  requireOneOf(resolved.padding, action, "padding", PADDINGS);
  requireOneOf(resolved.axis, action, "axis", AXES);
  const { shape, dtype } = observationSpace;
  const { low, high } = boundsOf(observationSpace);
  const size = spaceSize(observationSpace);
  // Number i of frame f stands at f·frameStride + i·numberStride.
  const [frameStride, numberStride] = resolved.axis === "first"
    ? [size, 1]
    : [1, count];
  const stacked = (bounds: Float64Array) => {
    const list = new Array<number>(count * size);
    for (let f = 0; f < count; f++) {
      for (let i = 0; i < size; i++) {
        list[f * frameStride + i * numberStride] = bounds[i]!;
      }
    }
    return list;
  };
  return wrap<Actions, Box, Actions, Box<Type>>(description, {
    wrapper: { name: "frameStack", options: { count, ...resolved } },
    observationSpace: box({
      low: stacked(low),
      high: stacked(high),
      shape: resolved.axis === "first" ? [count, ...shape] : [...shape, count],
      dtype,
    }),
    ...pastFrames(
      description,
      count,
      resolved.padding === "zero" ? nearestToZero({ low, high }) : null,
      (state, frames, out) => {
        for (let f = 0; f < count; f++) {
          let at = frames.at(state, count - 1 - f);
          const end = at + size;
          let place = f * frameStride;
          for (; at < end; at++, place += numberStride) out[place] = state[at]!;
        }
      },
    ),
  });
}
