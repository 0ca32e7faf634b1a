import type { BeginEpisode } from "../replay_simulation.ts";
import type { Discrete } from "../spaces/discrete.ts";
import { FRAME, RAM_SIZE, ramOf, SCREEN } from "./_atari_state.ts";
import type { AtariReaders, AtariSettings } from "./_check_settings.ts";
import { AtariConsole, type ConsoleParts } from "./_console.ts";
import { type Contact, contactsOf } from "./_contacts.ts";
import { WIDTH } from "./_television.ts";

const FRAMES_OF_RESET = 4;

/** How episodes are played: a new console for each. */
export function playAtari(
  parts: ConsoleParts,
  settings: AtariSettings,
  { score, isOver }: AtariReaders,
): BeginEpisode<Discrete> {
  const { frameSkip, repeatActionProbability } = settings;
  const contacts = settings.actions.map(contactsOf);
  const pixels = WIDTH * parts.television.rows;

  return (state, random) => {
    const console = new AtariConsole(parts, random.integer(0, 2 ** 32));
    const ram = new Float64Array(RAM_SIZE);

    function lookAt(state: Float64Array): void {
      console.readRam(ramOf(state));
      console.readScreen(state.subarray(SCREEN, SCREEN + pixels));
    }

    startGame(console, settings);
    lookAt(state);
    state[FRAME] = 0;
    let held: readonly Contact[] = [];

    return (state, action) => {
      const before = score(ramOf(state));
      let frames = 0;
      do {
        const repeats = repeatActionProbability > 0 &&
          random.uniform() < repeatActionProbability;
        if (!repeats) held = contacts[action]!;
        console.hold(held);
        console.runFrame();
        console.readRam(ram);
        frames++;
      } while (frames < frameSkip && !isOver(ram));
      const reward = score(ram) - before;
      lookAt(state);
      state[FRAME]! += frames;
      return reward;
    };
  };
}

/** Waits, presses the reset switch, and does what a game needs to begin. */
function startGame(
  console: AtariConsole,
  { startFrames, startActions }: AtariSettings,
): void {
  for (let i = 0; i < startFrames; i++) console.runFrame();
  console.pressReset(true);
  for (let i = 0; i < FRAMES_OF_RESET; i++) console.runFrame();
  console.pressReset(false);
  for (const action of startActions) {
    console.hold(contactsOf(action));
    console.runFrame();
  }
}
