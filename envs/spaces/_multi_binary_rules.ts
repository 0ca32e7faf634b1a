import { formatShape } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import { isListOf } from "./_lists.ts";
import { type Preference, switchChances } from "./_preference.ts";
import { placesOf } from "./_shape_rules.ts";
import type { MultiBinary } from "./multi_binary.ts";

/** Whether `value` is a list, of any type, with 0 or 1 at each place. */
export function areSwitches(space: MultiBinary, value: unknown): boolean {
  const size = placesOf(space.shape);
  if (!isListOf(size, value)) return false;
  for (let i = 0; i < size; i++) {
    if (value[i] !== 0 && value[i] !== 1) return false;
  }
  return true;
}

/** Throws a fair coin for each switch, unless there is a preference. */
export function sampleMultiBinary(
  space: MultiBinary,
  random: RandomStream,
  preference?: Preference,
): Uint8Array {
  const value = new Uint8Array(placesOf(space.shape));
  const chances = preference &&
    switchChances(formatMultiBinary(space), preference, value.length);
  for (let i = 0; i < value.length; i++) {
    value[i] = random.uniform() < (chances?.[i] ?? 0.5) ? 1 : 0;
  }
  return value;
}

/** `multiBinary([4])`. */
export function formatMultiBinary({ shape }: MultiBinary): string {
  return `multiBinary(${formatShape(shape)})`;
}
