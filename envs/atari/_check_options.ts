import {
  cannot,
  formatValue,
  requireInteger,
  requireOneOf,
  requirePositiveInteger,
  requireWithin,
} from "../../core/errors.ts";
import { resolveOptions } from "../resolve_options.ts";
import { TELEVISIONS, type TvMode } from "./_television.ts";
import { ATARI_ACTIONS } from "./atari_action.ts";
import type { AtariOptions } from "./atari_options.ts";

const ACTION = "describe Atari";

const DEFAULTS = Object.freeze({
  actions: ATARI_ACTIONS,
  frameSkip: 4,
  repeatActionProbability: 0.25,
  startActions: Object.freeze([]),
  difficulty: 0,
  tvMode: "ntsc",
  maxEpisodeSteps: 27_000,
}) satisfies Partial<AtariOptions>;

/** What can be written down of the options, complete. */
export type AtariSettings = Readonly<
  Required<Pick<AtariOptions, keyof typeof DEFAULTS>>
>;

/** Checks the options that can be written down, and completes them. */
export function checkSettings(options: Partial<AtariSettings>): AtariSettings {
  const settings: AtariSettings = resolveOptions<AtariSettings>(
    ACTION,
    options,
    DEFAULTS,
  );
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
  requireInteger(settings.difficulty, ACTION, "difficulty", { min: 0, max: 3 });
  const televisions = Object.keys(TELEVISIONS) as TvMode[];
  requireOneOf(settings.tvMode, ACTION, "tvMode", televisions);
  return Object.freeze({
    ...settings,
    actions: Object.freeze([...actions]),
    startActions: Object.freeze([...startActions]),
  });
}

/** Checks what reads the RAM. */
export function checkReader(read: unknown, name: string): void {
  if (typeof read === "function") return;
  const wish = `'${name}' must be a function of the RAM`;
  throw new TypeError(cannot(ACTION, wish, formatValue(read)));
}

function requireActions(
  actions: unknown,
  name: string,
  least: number,
): void {
  if (!Array.isArray(actions) || actions.length < least) {
    const wish = `'${name}' must be a list of at least ${least} names`;
    throw new TypeError(cannot(ACTION, wish, formatValue(actions)));
  }
  for (const [i, each] of actions.entries()) {
    requireOneOf(each, ACTION, `${name}[${i}]`, ATARI_ACTIONS);
  }
}
