import { quote } from "./errors.ts";

const SPACE = /[ \t\n\r]*/y;
const WORD = /[^ \t\n\r"{}[\]:,]*/y;

/** What is wrong with a text that should be JSON. */
export class JsonFault extends Error {}

/**
 * Reads JSON by recursive descent; RFC 8259.
 *
 * `JSON.parse` is not enough: it lets a name stand twice in one object, takes
 * seconds over deep nesting, and in V8 15 takes the name in `{"a":"…","\n":0}`
 * for a backslash where an object with the names `a` and `\` was read before.
 */
export class JsonReader {
  readonly #json: string;
  readonly #depth: number;
  #at = 0;

  /** Reads `json`, of arrays and objects nested at most `depth` deep. */
  constructor(json: string, depth: number) {
    this.#json = json;
    this.#depth = depth;
  }

  /**
   * The value that is the whole text.
   *
   * @throws {JsonFault} If it is not JSON.
   */
  read(): unknown {
    const value = this.#value(this.#depth);
    if (this.#at < this.#json.length) throw this.#unexpected();
    return value;
  }

  #value(depth: number): unknown {
    this.#skip(SPACE);
    const first = this.#json[this.#at];
    const nested = first === "{" || first === "[";
    if (nested && depth === 0) {
      throw new JsonFault(`nesting more than ${this.#depth} deep`);
    }
    const value = first === "{"
      ? this.#object(depth - 1)
      : first === "["
      ? this.#array(depth - 1)
      : this.#scalar();
    this.#skip(SPACE);
    return value;
  }

  #object(depth: number): Record<string, unknown> {
    const members = new Map<string, unknown>();
    this.#take("{");
    this.#skip(SPACE);
    if (this.#takes("}")) return {};
    do {
      this.#skip(SPACE);
      if (this.#json[this.#at] !== '"') throw this.#unexpected();
      const name = this.#scalar() as string;
      if (members.has(name)) {
        throw new JsonFault(`two values for ${quote(name)}`);
      }
      this.#skip(SPACE);
      this.#take(":");
      members.set(name, this.#value(depth));
    } while (this.#takes(","));
    this.#take("}");
    return Object.fromEntries(members);
  }

  #array(depth: number): unknown[] {
    const items: unknown[] = [];
    this.#take("[");
    this.#skip(SPACE);
    if (this.#takes("]")) return items;
    do items.push(this.#value(depth)); while (this.#takes(","));
    this.#take("]");
    return items;
  }

  /** A text, number, `true`, `false` or `null`; each alone is safe with `JSON.parse`. */
  #scalar(): unknown {
    const begin = this.#at;
    if (this.#json[begin] === '"') this.#at = this.#endOfText(begin);
    else this.#skip(WORD);
    const token = this.#json.slice(begin, this.#at);
    try {
      return JSON.parse(token);
    } catch {
      this.#at = begin;
      throw this.#unexpected();
    }
  }

  /** The place after the quote that ends the text which begins at `begin`. */
  #endOfText(begin: number): number {
    for (let at = begin + 1;; at++) {
      at = this.#json.indexOf('"', at);
      if (at < 0) return this.#json.length;
      let escapes = 0;
      while (this.#json[at - 1 - escapes] === "\\") escapes++;
      if (escapes % 2 === 0) return at + 1;
    }
  }

  #skip(what: RegExp): void {
    what.lastIndex = this.#at;
    what.test(this.#json);
    this.#at = what.lastIndex;
  }

  #takes(sign: string): boolean {
    if (this.#json[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  #take(sign: string): void {
    if (!this.#takes(sign)) throw this.#unexpected();
  }

  #unexpected(): JsonFault {
    const next = this.#json.slice(this.#at, this.#at + 10);
    return new JsonFault(
      next === "" ? "an early end" : `${quote(next)} at character ${this.#at}`,
    );
  }
}
