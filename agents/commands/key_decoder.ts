/** Keys by the last character of what a terminal sends for them: ECMA-48 and xterm's control sequences. */
const BY_LETTER: Readonly<Record<string, string>> = {
  A: "ArrowUp",
  B: "ArrowDown",
  C: "ArrowRight",
  D: "ArrowLeft",
  F: "End",
  H: "Home",
};

/** Keys by the number before a "~". */
const BY_NUMBER: Readonly<Record<string, string>> = {
  1: "Home",
  2: "Insert",
  3: "Delete",
  4: "End",
  5: "PageUp",
  6: "PageDown",
};

const BY_CHARACTER: Readonly<Record<string, string>> = {
  "\x03": "Ctrl-C",
  "\b": "Backspace",
  "\t": "Tab",
  "\n": "Enter",
  "\r": "Enter",
  "\x1b": "Escape",
  "\x7f": "Backspace",
};

/** A sequence for one key, a sequence that is not whole yet, or one character. */
const KEY =
  // deno-lint-ignore no-control-regex
  /\x1b(?:\[|O)(?<code>[\d;]*)(?<end>[A-Za-z~])|(?<part>\x1b(?:\[|O)[\d;]*$)|(?<character>.)/gsu;

/** Reads what a terminal sends, and says which keys that is. */
export class KeyDecoder {
  readonly #text = new TextDecoder();
  #rest = "";

  /**
   * Goes on reading.
   *
   * @param bytes What came next.
   * @returns The names of keys, as of `KeyboardEvent.key`, and `"Ctrl-C"`; those nobody knows are left out.
   */
  decode(bytes: Uint8Array): string[] {
    const text = this.#rest + this.#text.decode(bytes, { stream: true });
    this.#rest = "";
    const keys: string[] = [];
    for (const { groups = {} } of text.matchAll(KEY)) {
      const { code = "", end, part, character } = groups;
      const key = end === undefined
        ? nameOf(character)
        : end === "~"
        ? BY_NUMBER[code.split(";")[0]!]
        : BY_LETTER[end];
      this.#rest = part ?? "";
      if (key !== undefined) keys.push(key);
    }
    return keys;
  }
}

function nameOf(character: string | undefined): string | undefined {
  if (character === undefined || character >= " " && character !== "\x7f") {
    return character;
  }
  return BY_CHARACTER[character];
}
