import { existsSync } from "node:fs";
import { isMatching, P } from "../../core/deps/ts_pattern.ts";
import {
  cannot,
  formatValue,
  requireInteger,
  requirePositiveInteger,
} from "../../core/errors.ts";
import { describe } from "../../envs/describe.ts";
import type { EnvironmentDescription } from "../../envs/description.ts";
import { ENVIRONMENT_IDS } from "../../envs/registry.ts";
import { flagLine } from "./help_text.ts";
import { type Flag, type FlagValue, parseFlags } from "./parse_flags.ts";
import { runFolder } from "./run_folder.ts";
import { UsageError } from "./usage_error.ts";

/** What is played. */
export type PlaySubject =
  /** What a trained agent learned to play. */
  | {
    readonly kind: "run";
    /** The folder of its run. */
    readonly path: string;
    /** Whether it acts as in training. */
    readonly exploring: boolean;
  }
  /** Any environment. */
  | {
    readonly kind: "environment";
    readonly env: EnvironmentDescription;
    /** Whether chance plays, not the person. */
    readonly watch: boolean;
  };

/** Where it is seen. */
export type PlayPlace =
  | {
    readonly kind: "terminal";
    /** How many games; `null` is until the person has enough. */
    readonly episodes: number | null;
    /** Whether to lose no time between pictures. */
    readonly fast: boolean;
  }
  | { readonly kind: "browser"; readonly port: number };

/** What `deno task play` is asked to do. */
export type PlayRequest =
  /** Show how it is used. */
  | { readonly kind: "help" }
  /** Play, or show what another plays. */
  | {
    readonly kind: "play";
    readonly subject: PlaySubject;
    readonly place: PlayPlace;
    /** Where the games' chance comes from. */
    readonly seed: number;
  };

const FLAGS: ReadonlyMap<string, Flag> = new Map(Object.entries({
  watch: { kind: "switch", about: "let chance play, and watch" },
  browser: { kind: "switch", about: "serve a page for the browser instead" },
  port: { kind: "number", about: "where the page is found [any that is free]" },
  options: {
    kind: "text",
    about: `of the environment: '{"isSlippery": false}'`,
    value: "JSON",
  },
  episodes: {
    kind: "number",
    about: "how many games are played [3; until you have enough, if you play]",
  },
  seed: { kind: "number", about: "where the games' chance comes from [0]" },
  fast: { kind: "switch", about: "as fast as it can be computed" },
  exploring: { kind: "switch", about: "act as in training, not greedily" },
  help: { kind: "switch", about: "show this" },
}));

/** What `deno task play --help` shows. */
export const PLAY_HELP: string = [
  "Lets you play an environment, or shows what a trained agent does: in the terminal,",
  "or in the browser. Of an agent a GIF is left in the run's folder.",
  "",
  "deno task play <environment> [options]",
  "deno task play runs/<name> [options]",
  "",
  "options:",
  ...[...FLAGS].map(([name, flag]) => flagLine(name, flag, flag.about)),
  "",
  `environments: ${ENVIRONMENT_IDS.join(", ")}`,
  "",
].join("\n");

/** How many games are watched. */
const EPISODES = 3;

/**
 * Reads what `deno task play` is asked to do.
 *
 * @param args The words after the command.
 * @returns What to do.
 * @throws {UsageError} If it cannot be understood.
 * @throws {RangeError} If a number, an id or an option of the environment is none.
 */
export function readPlayRequest(args: readonly string[]): PlayRequest {
  const { words, flags } = parseFlags(args, FLAGS);
  if (flags.get("help")) return { kind: "help" };
  const [word] = words;
  if (word === undefined || words.length > 1) {
    const wish =
      "it takes one environment, or the folder of one run, such as runs/my-run";
    const fact = word === undefined ? "none" : formatValue(words);
    throw new UsageError(cannot("play", wish, fact));
  }
  const seed = flags.get("seed") as number ?? 0;
  const episodes = flags.get("episodes") as number ?? EPISODES;
  requireInteger(seed, "play", "seed", { min: 0 });
  requirePositiveInteger(episodes, "play", "episodes");
  const subject = subjectOf(word, flags);
  return { kind: "play", subject, place: placeOf(subject, flags), seed };
}

type Flags = ReadonlyMap<string, FlagValue>;

function subjectOf(word: string, flags: Flags): PlaySubject {
  if (isRun(word)) {
    refuse(flags, ["watch", "options"], "an environment is named");
    return {
      kind: "run",
      path: word,
      exploring: flags.get("exploring") === true,
    };
  }
  refuse(flags, ["exploring"], "a trained agent plays");
  return {
    kind: "environment",
    env: describe(word, optionsIn(flags)),
    watch: flags.get("watch") === true,
  };
}

/** Whether a word names the folder of a run: it is a path, or a folder that no environment is called by. */
function isRun(word: string): boolean {
  if ((ENVIRONMENT_IDS as readonly string[]).includes(word)) return false;
  return /[/\\]/.test(word) || existsSync(runFolder(word).checkpoint);
}

function optionsIn(flags: Flags): Readonly<Record<string, unknown>> {
  const text = flags.get("options") as string | undefined;
  if (text === undefined) return {};
  let options: unknown;
  try {
    options = JSON.parse(text);
  } catch {
    options = undefined;
  }
  if (isMatching(P.record(P.string, P.any), options)) return options;
  const wish = `it takes JSON in braces, such as '{"isSlippery": false}'`;
  throw new UsageError(cannot("use --options", wish, formatValue(text)));
}

function placeOf(subject: PlaySubject, flags: Flags): PlayPlace {
  if (flags.get("browser")) {
    refuse(flags, ["episodes", "fast"], "the terminal is where it is seen");
    const port = flags.get("port") as number ?? 0;
    requireInteger(port, "play", "port", { min: 0, max: 65535 });
    return { kind: "browser", port };
  }
  refuse(flags, ["port"], "--browser is given");
  const isWatched = subject.kind === "run" || subject.watch;
  if (!isWatched) refuse(flags, ["fast"], "a game is watched");
  const episodes = flags.get("episodes") as number ??
    (isWatched ? EPISODES : null);
  const fast = flags.get("fast") === true;
  return { kind: "terminal", episodes, fast };
}

/** Refuses flags that would do nothing. */
function refuse(flags: Flags, names: readonly string[], wish: string): void {
  for (const name of names) {
    if (!flags.has(name)) continue;
    throw new UsageError(
      cannot(`use --${name}`, `it only does something where ${wish}`, "given"),
    );
  }
}
