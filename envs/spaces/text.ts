import { cannot, formatValue, requireInteger } from "../../core/errors.ts";
import { ALPHANUMERIC } from "./_text_rules.ts";

/** Texts of some length, written in some characters. */
export interface Text {
  /** Which kind of space it is. */
  readonly kind: "text";
  /** How many characters a text has at least. */
  readonly minLength: number;
  /** How many characters a text has at most. */
  readonly maxLength: number;
  /** The characters, each of them once; a character's place is its number. */
  readonly charset: string;
}

/** Options for {@linkcode text}. */
export interface TextOptions {
  /** How many characters a text has at most. */
  readonly maxLength: number;
  /** How many characters a text has at least. @default {1} */
  readonly minLength?: number;
  /** The characters, each of them once. @default {digits, capital and small letters of English} */
  readonly charset?: string;
}

/**
 * The space of texts. A character is a Unicode code point.
 *
 * @param options The bounds of the length, both of which belong to it, and the characters.
 * @returns A frozen description.
 * @throws {RangeError} If no length lies within the bounds, the longest text is
 * empty, or the characters are none, not each there once, or halves of pairs.
 * @throws {TypeError} If a length is no number or the characters are no text.
 *
 * @example Words
 * ```ts
 * import { contains, text } from "@silica/silica/envs";
 * import { assert, assertFalse } from "@std/assert";
 *
 * const word = text({ maxLength: 6, charset: "abcdefghijklmnopqrstuvwxyz" });
 * assert(contains(word, "silica"));
 * assertFalse(contains(word, "silicon"));
 * ```
 */
export function text(options: TextOptions): Text {
  const { maxLength, minLength = 1, charset = ALPHANUMERIC } = options;
  const action = "describe a text space";
  const longest = 2 ** 31 - 1;
  requireInteger(maxLength, action, "maxLength", { min: 1, max: longest });
  requireInteger(minLength, action, "minLength", { min: 0, max: maxLength });
  if (typeof charset !== "string") {
    const wish = "'charset' must be a text";
    throw new TypeError(cannot(action, wish, formatValue(charset)));
  }
  const characters = [...charset];
  const fits = characters.length > 0 && charset.isWellFormed() &&
    new Set(characters).size === characters.length;
  if (!fits) {
    const wish = "'charset' must hold characters, each of them once";
    throw new RangeError(cannot(action, wish, formatValue(charset)));
  }
  return Object.freeze({ kind: "text", minLength, maxLength, charset });
}
