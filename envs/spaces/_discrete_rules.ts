import { cannot, formatValue } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import type { Discrete } from "./discrete.ts";

/** Whether `value` is one of the choices. */
export function isChoice(space: Discrete, value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= space.start &&
    (value as number) < space.start + space.n;
}

/** Draws one of the choices that `mask` allows, each as likely as any other. */
export function sampleDiscrete(
  space: Discrete,
  random: RandomStream,
  mask?: ArrayLike<number>,
): number {
  if (mask === undefined) {
    return random.integer(space.start, space.start + space.n);
  }
  const allowed = Array.from(mask, (allow) => allow ? 1 : 0);
  if (allowed.length === space.n && allowed.includes(1)) {
    return space.start + random.categorical(allowed);
  }
  throw new RangeError(
    cannot(
      `sample from ${formatDiscrete(space)}`,
      `'mask' must say for each of ${space.n} choices whether it is allowed, and allow one`,
      formatValue(Array.from(mask)),
    ),
  );
}

/** `discrete(2)`, `discrete(4, { start: 1 })`. */
export function formatDiscrete({ n, start }: Discrete): string {
  return start === 0 ? `discrete(${n})` : `discrete(${n}, { start: ${start} })`;
}
