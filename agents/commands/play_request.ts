import {
  cannot,
  formatValue,
  requireInteger,
  requirePositiveInteger,
} from "../../core/errors.ts";
import { flagLine } from "./help_text.ts";
import { type Flag, parseFlags } from "./parse_flags.ts";
import { UsageError } from "./usage_error.ts";

/** What `deno task play` is asked to do. */
export type PlayRequest =
  /** Show how it is used. */
  | { readonly kind: "help" }
  /** Show what a trained agent does. */
  | {
    readonly kind: "play";
    /** The folder of its run. */
    readonly path: string;
    /** How many games. */
    readonly episodes: number;
    /** Where the games' chance comes from. */
    readonly seed: number;
    /** Whether to lose no time between pictures. */
    readonly fast: boolean;
    /** Whether it acts as in training. */
    readonly exploring: boolean;
  };

const FLAGS: ReadonlyMap<string, Flag> = new Map(Object.entries({
  episodes: { kind: "number", about: "how many games are played [3]" },
  seed: { kind: "number", about: "where the games' chance comes from [0]" },
  fast: { kind: "switch", about: "as fast as it can be computed" },
  exploring: { kind: "switch", about: "act as in training, not greedily" },
  help: { kind: "switch", about: "show this" },
}));

/** What `deno task play --help` shows. */
export const PLAY_HELP: string = [
  "Shows what a trained agent does, in the terminal and as a GIF in the run's folder.",
  "",
  "deno task play runs/<name> [options]",
  "",
  "options:",
  ...[...FLAGS].map(([name, flag]) => flagLine(name, flag, flag.about)),
  "",
].join("\n");

/**
 * Reads what `deno task play` is asked to do.
 *
 * @param args The words after the command.
 * @returns What to do.
 * @throws {UsageError} If it cannot be understood.
 * @throws {RangeError} If a number is out of range.
 */
export function readPlayRequest(args: readonly string[]): PlayRequest {
  const { words, flags } = parseFlags(args, FLAGS);
  if (flags.get("help")) return { kind: "help" };
  const [path] = words;
  if (path === undefined || words.length > 1) {
    const wish = "it takes the folder of one run, such as runs/my-run";
    const fact = path === undefined ? "none" : formatValue(words);
    throw new UsageError(cannot("play", wish, fact));
  }
  const episodes = flags.get("episodes") as number ?? 3;
  const seed = flags.get("seed") as number ?? 0;
  requirePositiveInteger(episodes, "play", "episodes");
  requireInteger(seed, "play", "seed", { min: 0 });
  return {
    kind: "play",
    path,
    episodes,
    seed,
    fast: flags.get("fast") === true,
    exploring: flags.get("exploring") === true,
  };
}
