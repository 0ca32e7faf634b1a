import { parseArgs } from "node:util";
import { cannot, formatValue, unknownName } from "../../core/errors.ts";
import { UsageError } from "./usage_error.ts";

/** What can be given to a flag: `--games 10`, `--hidden 32,32`, `--no-double`. */
export type FlagKind =
  | "text"
  | "number"
  | "numbers"
  | "switch";

/** A flag of a command. */
export interface Flag {
  /** What it takes. */
  readonly kind: FlagKind;
  /** What it is for, in a few words. */
  readonly about: string;
  /** What stands for its value in the help. @default {"N" for numbers} */
  readonly value?: string;
}

/** What can be given to a flag, once read. */
export type FlagValue = string | number | boolean | readonly number[];

/** Words and flags of a command line. */
export interface ParsedFlags {
  /** Words that belong to no flag, in order. */
  readonly words: readonly string[];
  /** Values by name of flag. */
  readonly flags: ReadonlyMap<string, FlagValue>;
}

/**
 * Reads a command line.
 *
 * @param args The words after the command.
 * @param known Which flags there are.
 * @returns Words and flags.
 * @throws {UsageError} If a flag is unknown, given twice, or has no such value.
 */
export function parseFlags(
  args: readonly string[],
  known: ReadonlyMap<string, Flag>,
): ParsedFlags {
  const options = Object.fromEntries(
    [...known].map(([name, { kind }]) =>
      [name, { type: kind === "switch" ? "boolean" : "string" }] as const
    ),
  );
  for (const arg of args) {
    // `parseArgs` would refuse it in words of its own.
    const name = /^--no-([^=]+)/.exec(arg)?.[1];
    const kind = name === undefined ? undefined : known.get(name)?.kind;
    if (kind === undefined || kind === "switch") continue;
    throw refusal(name!, `only a switch can follow "--no-"`, formatValue(arg));
  }
  const { tokens } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    allowNegative: true,
    strict: false,
    tokens: true,
  });
  const words: string[] = [];
  const flags = new Map<string, FlagValue>();
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    const { rawName } = token;
    const no = rawName.startsWith("--no-") && !known.has(token.name);
    const name = no
      ? rawName.slice("--no-".length)
      : rawName === "-h"
      ? "help"
      : token.name;
    const flag = known.get(name);
    if (!flag || (no && flag.kind !== "switch")) {
      const names = [...known.keys()].map((each) => `--${each}`);
      const { message } = unknownName(
        "read the command",
        "option",
        token.rawName,
        names,
      );
      throw new UsageError(message);
    }
    if (flags.has(name)) throw refusal(name, "it may be given once", "twice");
    flags.set(name, readValue(name, flag, { no, text: token.value }));
  }
  return { words, flags };
}

function readValue(
  name: string,
  { kind }: Flag,
  given: { readonly no: boolean; readonly text: string | undefined },
): FlagValue {
  const { no, text } = given;
  if (kind === "switch") {
    if (text === undefined) return !no;
    throw refusal(name, "it takes no value", formatValue(text));
  }
  // A flag after a flag is a value forgotten; a negative number is a value.
  if (text === undefined || text === "" || /^--?[a-z]/i.test(text)) {
    throw refusal(name, "it takes a value", text ? formatValue(text) : "none");
  }
  switch (kind) {
    case "text":
      return text;
    case "number":
      return readNumber(name, text);
    case "numbers":
      return text.split(",").map((part) => readNumber(name, part));
  }
}

const NUMBER = /^-?(\d[\d_]*)?(\.\d+)?(e[+-]?\d+)?$/i;

function readNumber(name: string, text: string): number {
  const value = Number(text.replaceAll("_", ""));
  if (text !== "" && NUMBER.test(text) && Number.isFinite(value)) return value;
  throw refusal(name, "it takes a number", formatValue(text));
}

function refusal(name: string, wish: string, fact: string): UsageError {
  return new UsageError(cannot(`use --${name}`, wish, fact));
}
