import {
  cannot,
  formatValue,
  requireInteger,
  requireOneOf,
  requirePositiveInteger,
  requireWithin,
} from "../../core/errors.ts";
import { resolveOptions } from "../resolve_options.ts";
import { TELEVISIONS } from "./_television.ts";
import { ATARI_ACTIONS } from "./atari_action.ts";
import type { AtariOptions } from "./atari_options.ts";

/** What the RAM of a game means. */
export type AtariReaders = Required<
  Pick<AtariOptions, "score" | "lives" | "isOver">
>;

/** What can be written down of the options, complete. */
export type AtariSettings = Readonly<
  Required<Omit<AtariOptions, "rom" | keyof AtariReaders>>
>;

const ACTION = "describe Atari";

const DEFAULTS: AtariSettings = Object.freeze<AtariSettings>({
  actions: ATARI_ACTIONS,
  frameSkip: 4,
  repeatActionProbability: 0.25,
  startFrames: 60,
  startActions: Object.freeze([]),
  difficulty: 0,
  tvMode: "ntsc",
  maxEpisodeSteps: 27_000,
});

/** Checks the options that can be written down, and completes them. */
export function checkSettings(options: Partial<AtariSettings>): AtariSettings {
  const settings = resolveOptions(ACTION, options, DEFAULTS);
  const { actions, startActions, frameSkip, repeatActionProbability } =
    settings;
  requireActions(actions, "actions", 1);
  requireActions(startActions, "startActions", 0);
  requirePositiveInteger(frameSkip, ACTION, "frameSkip");
  const chance = { min: 0, max: 1 };
  requireWithin(
    repeatActionProbability,
    ACTION,
    "repeatActionProbability",
    chance,
  );
  requireInteger(settings.startFrames, ACTION, "startFrames", { min: 0 });
  requireInteger(settings.difficulty, ACTION, "difficulty", { min: 0, max: 3 });
  const televisions: readonly string[] = Object.keys(TELEVISIONS);
  requireOneOf(settings.tvMode, ACTION, "tvMode", televisions);
  return Object.freeze({
    ...settings,
    actions: Object.freeze([...actions]),
    startActions: Object.freeze([...startActions]),
  });
}

/** Checks the functions that read the RAM, and makes up for those that are left out. */
export function checkReaders(
  { score = () => 0, lives, isOver }: {
    readonly [Name in keyof AtariReaders]: AtariReaders[Name] | undefined;
  },
): AtariReaders {
  const left = lives ?? (() => 0);
  const over = isOver ?? ((ram) => lives !== undefined && left(ram) <= 0);
  for (
    const [name, read] of Object.entries({ score, lives: left, isOver: over })
  ) {
    if (typeof read === "function") continue;
    const wish = `'${name}' must be a function of the RAM`;
    throw new TypeError(cannot(ACTION, wish, formatValue(read)));
  }
  return {
    score(ram) {
      const points = score(ram);
      requireWithin(points, "play Atari", "score(ram)");
      return points;
    },
    lives: left,
    isOver: over,
  };
}

function requireActions(
  actions: unknown,
  name: string,
  least: number,
): void {
  const isList = Array.isArray(actions) && actions.length >= least &&
    actions.every((each) => typeof each === "string");
  if (!isList) {
    const wish = `'${name}' must be a list of at least ${least} names`;
    throw new TypeError(cannot(ACTION, wish, formatValue(actions)));
  }
  for (const [i, each] of actions.entries()) {
    requireOneOf(each, ACTION, `${name}[${i}]`, ATARI_ACTIONS);
  }
}
