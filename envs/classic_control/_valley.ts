import type { RandomStream } from "../../core/random.ts";
import type { ResetOptions } from "../description.ts";
import { type Box, box } from "../spaces/box.ts";
import { cos } from "./_sin_cos.ts";
import { startBounds } from "./_start_bounds.ts";

/** The wall on the left. */
export const LEFT_END = -1.2;
/** Where the road ends on the right. */
export const RIGHT_END = 0.6;
const MAX_SPEED = 0.07;
/** The first position lies near the lowest place, which is −π/6. */
const START = Object.freeze({ low: -0.6, high: -0.4 });

/** What is seen of a car in the valley: its position and its velocity. */
export const VALLEY_SPACE: Box<"float32"> = box({
  low: [LEFT_END, -MAX_SPEED],
  high: [RIGHT_END, MAX_SPEED],
});

/** Sets a car down near the bottom of the valley, at rest. */
export function startInValley(
  state: Float64Array,
  random: RandomStream,
  options?: ResetOptions,
): void {
  const action = "reset a car in a valley";
  const { low, high } = startBounds(action, options, START);
  state[0] = random.uniform(low, high);
  state[1] = 0;
}

/** Moves a car for one step, in which its engine alone would change its velocity by `push`. */
export function driveInValley(
  state: Float64Array,
  push: number,
  gravity: number,
): void {
  // v ← v + push − g cos 3x, within ±0.07; x ← x + v, within the ends
  const x = state[0]!;
  const v = clip(state[1]! + (push - gravity * cos(3 * x)), MAX_SPEED);
  const moved = x + v;
  state[0] = moved < LEFT_END
    ? LEFT_END
    : moved > RIGHT_END
    ? RIGHT_END
    : moved;
  // The wall takes all speed away.
  state[1] = state[0] === LEFT_END && v < 0 ? 0 : v;
}

/** Writes down the position and the velocity. */
export function observeValley(state: Float64Array, out: Float32Array): void {
  out[0] = state[0]!;
  out[1] = state[1]!;
}

/** The number within ±`most` that is nearest. */
function clip(value: number, most: number): number {
  return value < -most ? -most : value > most ? most : value;
}
