import { cannot, formatValue } from "../../core/errors.ts";
import { isListOf } from "./_lists.ts";

/** What a user wants of a sample, and by which option; nobody has checked it. */
export interface Preference {
  /** `"mask"`: what is allowed. `"probability"`: how likely each is. */
  readonly option: "mask" | "probability";
  readonly given: unknown;
}

/** How far a sum of probabilities may be from 1; Gymnasium's tolerance. */
const TOLERANCE = 1e-5;

/** The preference for one part of a value; nothing, if it is `null` or left out. */
export function preferenceFor(
  { option }: Preference,
  given: unknown,
): Preference | undefined {
  return given === null || given === undefined ? undefined : { option, given };
}

/** The error for a preference that does not fit its space. */
export function wrongPreference(
  space: string,
  { option, given }: Preference,
  wish: string,
): RangeError {
  const fact = formatValue(
    ArrayBuffer.isView(given) ? Array.from(given as Uint8Array) : given,
  );
  return new RangeError(
    cannot(`sample from ${space}`, `'${option}' must ${wish}`, fact),
  );
}

/** How likely each of `count` choices shall be, up to a common factor. */
export function choiceWeights(
  space: string,
  preference: Preference,
  count: number,
): readonly number[] {
  const mask = preference.option === "mask";
  const weights = readNumbers(preference, count, mask ? isFlag : isProbability);
  const sum = weights?.reduce((sum, weight) => sum + weight, 0) ?? 0;
  if (weights && (mask ? sum > 0 : Math.abs(sum - 1) <= TOLERANCE)) {
    return weights;
  }
  const wish = mask
    ? `say for each of ${count} choices whether it is allowed, and allow one`
    : `be ${count} probabilities that sum to 1`;
  throw wrongPreference(space, preference, wish);
}

/** How likely each of `count` switches shall be on. */
export function switchChances(
  space: string,
  preference: Preference,
  count: number,
): readonly number[] {
  const mask = preference.option === "mask";
  const chances = readNumbers(
    preference,
    count,
    mask ? isSwitchFlag : isProbability,
  );
  if (chances) return mask ? chances.map(chanceOfFlag) : chances;
  const wish = mask
    ? `say for each of ${count} switches whether it is off (0), on (1) or either (2)`
    : `be ${count} probabilities`;
  throw wrongPreference(space, preference, wish);
}

function readNumbers(
  { given }: Preference,
  count: number,
  isValid: (value: unknown) => boolean,
): readonly number[] | undefined {
  if (!isListOf(count, given)) return undefined;
  const list = Array.from(given);
  return list.every(isValid) ? list as number[] : undefined;
}

function isFlag(value: unknown): boolean {
  return value === 0 || value === 1;
}

function isSwitchFlag(value: unknown): boolean {
  return isFlag(value) || value === 2;
}

function chanceOfFlag(flag: number): number {
  return flag === 2 ? 0.5 : flag;
}

function isProbability(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= 1;
}
