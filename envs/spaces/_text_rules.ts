import { quote } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import { resolveOptions } from "../resolve_options.ts";
import { isListOf } from "./_lists.ts";
import {
  choiceWeights,
  type Preference,
  preferenceFor,
  wrongPreference,
} from "./_preference.ts";
import type { Text } from "./text.ts";

/** The digits and the letters of English, in the order of their code points. */
export const ALPHANUMERIC =
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Whether `value` is a text of the right length and characters. */
export function isText(space: Text, value: unknown): value is string {
  if (typeof value !== "string") return false;
  const known = new Set(space.charset);
  const characters = [...value];
  return characters.length >= space.minLength &&
    characters.length <= space.maxLength &&
    characters.every((character) => known.has(character));
}

/** Draws a length, then each character; each as likely as any other unless there is a preference. */
export function sampleText(
  space: Text,
  random: RandomStream,
  preference?: Preference,
): string {
  const { minLength, maxLength } = space;
  const characters = [...space.charset];
  const { length, weights } = readPreference(space, characters, preference);
  const drawn = length ?? random.integer(minLength, maxLength + 1);
  return Array.from({ length: drawn }, () => {
    const index = weights
      ? random.categorical(weights)
      : random.integer(0, characters.length);
    return characters[index]!;
  }).join("");
}

/** The length wanted, and how likely each character shall be. */
function readPreference(
  space: Text,
  characters: readonly string[],
  preference?: Preference,
): {
  readonly length?: number | undefined;
  readonly weights?: readonly number[] | undefined;
} {
  if (!preference) return {};
  const name = formatText(space);
  const { length, charset } = resolveOptions<
    { readonly length: unknown; readonly charset: unknown }
  >(
    `sample from ${name} by '${preference.option}'`,
    preference.given as object,
    { length: null, charset: null },
  );
  const { minLength, maxLength } = space;
  if (length !== null && !isLengthOf(space, length)) {
    const wish = `have a length within [${minLength}, ${maxLength}]`;
    throw wrongPreference(name, { ...preference, given: length }, wish);
  }
  const onlyEmpty = minLength === 0 && (length ?? 0) === 0 &&
    preference.option === "mask" && isListOf(characters.length, charset) &&
    Array.from(charset).every((flag) => flag === 0);
  if (onlyEmpty) return { length: 0 };
  const wanted = preferenceFor(preference, charset);
  return {
    length: length === null ? undefined : length,
    weights: wanted && choiceWeights(name, wanted, characters.length),
  };
}

function isLengthOf(space: Text, length: unknown): length is number {
  return Number.isInteger(length) && (length as number) >= space.minLength &&
    (length as number) <= space.maxLength;
}

/** `text({ minLength: 1, maxLength: 8 })`, with the characters where they are not the usual ones. */
export function formatText({ minLength, maxLength, charset }: Text): string {
  const characters = charset === ALPHANUMERIC
    ? ""
    : `, charset: ${quote(charset)}`;
  return `text({ minLength: ${minLength}, maxLength: ${maxLength}${characters} })`;
}
