import type { RandomStream } from "../../core/random.ts";
import { choiceWeights, type Preference } from "./_preference.ts";
import type { Discrete } from "./discrete.ts";

/** Whether `value` is one of the choices. */
export function isChoice(space: Discrete, value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= space.start &&
    (value as number) < space.start + space.n;
}

/** Draws one of the choices, each as likely as any other unless there is a preference. */
export function sampleDiscrete(
  space: Discrete,
  random: RandomStream,
  preference?: Preference,
): number {
  const { n, start } = space;
  if (!preference) return random.integer(start, start + n);
  const weights = choiceWeights(formatDiscrete(space), preference, n);
  return start + random.categorical(weights);
}

/** `discrete(2)`, `discrete(4, { start: 1 })`. */
export function formatDiscrete({ n, start }: Discrete): string {
  return start === 0 ? `discrete(${n})` : `discrete(${n}, { start: ${start} })`;
}
