/** Characters that take two columns: those of East Asia, and emoji. */
const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{16fe0}-\u{18fff}\u{1aff0}-\u{1b2ff}\u{1f000}-\u{3ffff}]/u;

/** What moves the cursor or the margins instead of showing something. */
// deno-lint-ignore no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]+/g;

/**
 * A text on one line of a terminal, without what would move the cursor.
 *
 * @param text Any text.
 * @returns The text, each run of control characters replaced by a space.
 */
export function plainText(text: string): string {
  return text.replace(CONTROL, " ");
}

/**
 * How many columns of a terminal a text takes at most.
 *
 * @param text A text without control characters.
 * @returns Columns: 2 for each wide character, 1 for any other.
 */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += WIDE.test(character) ? 2 : 1;
  return columns;
}

/**
 * Cuts a text into pieces that fit a terminal.
 *
 * @param text Any text.
 * @param width Columns there are, at least 2.
 * @returns Pieces of at most `width` columns, at least one; cut after a space where there is one.
 */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of plainText(text).split(/(?<= )/)) {
    if (line !== "" && columnsOf(line + word.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    for (const character of word) {
      if (columnsOf(line + character) > width && character !== " ") {
        lines.push(line.trimEnd());
        line = "";
      }
      line += character;
    }
  }
  lines.push(line.trimEnd());
  return lines;
}

/**
 * Cuts a text to a number of columns.
 *
 * @param text Any text.
 * @param width Columns there are.
 * @returns As much of the text as fits, with `…` at the end where some does not.
 */
export function fitText(text: string, width: number): string {
  const plain = plainText(text);
  if (columnsOf(plain) <= width) return plain;
  let fitted = "";
  let columns = 1; // Of the `…`.
  for (const character of plain) {
    columns += columnsOf(character);
    if (columns > width) break;
    fitted += character;
  }
  return width < 1 ? "" : `${fitted}…`;
}
