import { cannot, formatValue, requireWithin } from "../../core/errors.ts";
import type { BeginEpisode } from "../replay_simulation.ts";
import type { Discrete } from "../spaces/discrete.ts";
import { FRAME, ramOf, SCREEN } from "./_atari_state.ts";
import type { AtariSettings } from "./_check_settings.ts";
import { AtariConsole, type ConsoleParts } from "./_console.ts";
import { type Contact, contactsOf } from "./_contacts.ts";
import { WIDTH } from "./_television.ts";
import type { AtariOptions } from "./atari_options.ts";

const ACTION = "play Atari";
/** Frames before the reset switch is pressed, and frames for which it is. */
const FRAMES_BEFORE_RESET = 60;
const FRAMES_OF_RESET = 4;

/** What a game means, as its RAM tells. */
export type AtariReaders = Required<
  Pick<AtariOptions, "score" | "lives" | "isOver">
>;

/** Switches consoles on and plays games, the way the settings say. */
export function playAtari(
  parts: ConsoleParts,
  settings: AtariSettings,
  readers: AtariReaders,
): BeginEpisode<Discrete> {
  const { frameSkip, repeatActionProbability, startActions } = settings;
  const contacts = settings.actions.map(contactsOf);
  const pixels = WIDTH * parts.television.rows;

  return (state, random) => {
    const console = new AtariConsole(parts, random.integer(0, 2 ** 32));
    startGame(console, startActions.map(contactsOf));

    function show(): void {
      console.readScreen(state.subarray(SCREEN, SCREEN + pixels));
    }
    return (state, action) => 0;
  };
}
