import { formatValue } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import { isListOf } from "./_lists.ts";
import {
  choiceWeights,
  type Preference,
  preferenceFor,
  wrongPreference,
} from "./_preference.ts";
import type { MultiDiscrete } from "./multi_discrete.ts";

/** Whether `value` is one of the choices at place `i`. */
export function isChoiceAt(
  { nvec, start }: MultiDiscrete,
  i: number,
  value: unknown,
): value is number {
  return Number.isInteger(value) && (value as number) >= start[i]! &&
    (value as number) < start[i]! + nvec[i]!;
}

/** Whether `value` is a list, of any type, with one of the choices at each place. */
export function areChoices(space: MultiDiscrete, value: unknown): boolean {
  const { nvec } = space;
  return isListOf(nvec.length, value) &&
    nvec.every((_, i) => isChoiceAt(space, i, value[i]));
}

/** Draws one of the choices at each place, each as likely as any other unless there is a preference. */
export function sampleMultiDiscrete(
  space: MultiDiscrete,
  random: RandomStream,
  preference?: Preference,
): Int32Array {
  const { nvec, start } = space;
  if (preference && !isListOf(nvec.length, preference.given)) {
    const wish = `be a list for each of ${nvec.length} places`;
    throw wrongPreference(formatMultiDiscrete(space), preference, wish);
  }
  const lists = preference?.given as ArrayLike<unknown> | undefined;
  return Int32Array.from(nvec, (n, i) => {
    const wanted = preference && preferenceFor(preference, lists![i]);
    if (!wanted) return random.integer(start[i]!, start[i]! + n);
    const place = `place ${i} of ${formatMultiDiscrete(space)}`;
    return start[i]! + random.categorical(choiceWeights(place, wanted, n));
  });
}

/** `multiDiscrete([3, 2])`, `multiDiscrete([3, 2], { start: [1, 0] })`. */
export function formatMultiDiscrete({ nvec, start }: MultiDiscrete): string {
  const counts = formatValue(nvec);
  return start.every((lowest) => lowest === 0)
    ? `multiDiscrete(${counts})`
    : `multiDiscrete(${counts}, { start: ${formatValue(start)} })`;
}
