import { type Atari2600, importAtari2600 } from "../../core/deps/atari_2600.ts";
import { cannot } from "../../core/errors.ts";
import { environment, type EnvironmentDescription } from "../description.ts";
import { replaySimulation } from "../replay_simulation.ts";
import { type Box, box } from "../spaces/box.ts";
import { type Discrete, discrete } from "../spaces/discrete.ts";
import { FRAME, ramOf, SCREEN } from "./_atari_state.ts";
import { readCartridge } from "./_cartridge.ts";
import { checkReaders, checkSettings } from "./_check_settings.ts";
import { AtariConsole } from "./_console.ts";
import { joystickControls } from "./_contacts.ts";
import { playAtari } from "./_play_atari.ts";
import { TELEVISIONS, WIDTH } from "./_television.ts";
import type { AtariOptions } from "./atari_options.ts";

/** A description of a game for the Atari 2600: positions of a joystick, a picture to see. */
export type Atari = EnvironmentDescription<Discrete, Box<"uint8">>;

/**
 * Play a game for the Atari 2600 whose cartridge you own, emulated cycle by
 * cycle. No game comes with this library.
 *
 * **What you do**: move a joystick and press its button, by default in all 18 ways,
 * in the order of {@linkcode ATARI_ACTIONS}: 0 does nothing, 1 fires, 2 to 9 point
 * up, right, left, down and to the corners, 10 to 17 do the same while firing. Paddles
 * cannot be turned, so games that want them cannot be played.
 *
 * **What you see**: the screen, 210 rows of 160 pixels (248 rows on a PAL or SECAM
 * television), with red, green and blue of 0 to 255 each; they begin 34 lines after the
 * vertical sync. `info` has `lives` and `score`, as your functions read them, `frame`,
 * how many were played, and `ram`, the 128 bytes they are to be found in.
 *
 * **What you earn**: how much `score` rises, the sum over the frames of a step. Where
 * a game keeps its points differs from game to game, so you say it: often one byte
 * after another holds two decimal digits each.
 *
 * **When it ends**: when `isOver` says so; without it, when no `lives` are left; and
 * without both, never. After `maxEpisodeSteps` it is cut off.
 *
 * Each episode switches a console on, waits for a second and presses the reset switch.
 * An episode that is restored is played again from its beginning, at the emulator's
 * pace, several hundred frames a second. The emulator is the npm package `6502.ts`,
 * which is fetched the first time, 6 MB; that needs no permission. Cartridges with a
 * processor of their own (DPC+, CDF) are refused.
 *
 * Screen, actions and options as in Bellemare, Naddaf, Veness and Bowling, "The Arcade
 * Learning Environment" (2013), and Machado et al., "Revisiting the Arcade Learning
 * Environment" (2018).
 *
 * @param options The cartridge, and how it is played and read.
 * @returns A frozen description.
 * @throws {RangeError} If an option is out of range or unknown, or `rom` is no cartridge.
 * @throws {TypeError} If an option is of another type.
 * @throws {Error} If the emulator cannot be fetched; and while playing, if the program is broken.
 *
 * @example A game with its points in two bytes, and its lives in another
 * ```ts ignore
 * import { atari, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const digits = (byte: number) => 10 * (byte >> 4) + (byte & 15);
 * const game = await atari({
 *   rom: await Deno.readFile("game.bin"),
 *   score: (ram) => 100 * digits(ram[0x31]!) + digits(ram[0x32]!),
 *   lives: (ram) => ram[0x39]!,
 *   actions: ["NOOP", "FIRE", "RIGHT", "LEFT"],
 * });
 * using env = make(game);
 * const { observation } = env.reset({ seed: 1 });
 * assertEquals(observation.length, 210 * 160 * 3);
 * ```
 */
export async function atari(options: AtariOptions): Promise<Atari> {
  const { rom, score, lives, isOver, ...written } = options;
  const readers = checkReaders({ score, lives, isOver });
  const settings = checkSettings(written);
  const television = TELEVISIONS[settings.tvMode];
  const { rows, framesPerSecond } = television;
  const emulator = await loadEmulator();
  const cartridge = await readCartridge(rom, emulator);
  const { difficulty } = settings;
  const parts = { emulator, cartridge, television, difficulty };
  new AtariConsole(parts, 0); // Refuses a program that could not begin.

  const shape = [rows, WIDTH, 3] as const;
  const pixels = rows * WIDTH;
  const traits = {
    id: "Atari",
    stateSize: SCREEN + pixels,
    actionSpace: discrete(settings.actions.length),
  };
  const play = playAtari(parts, settings, readers);

  function observe(state: Float64Array, out: Uint8Array): void {
    for (let i = 0; i < pixels; i++) {
      const color = state[SCREEN + i]!;
      out[3 * i] = color & 0xff;
      out[3 * i + 1] = color >> 8 & 0xff;
      out[3 * i + 2] = color >> 16;
    }
  }

  return environment({
    ...traits,
    options: settings,
    observationSpace: box({ low: 0, high: 255, shape, dtype: "uint8" }),
    maxEpisodeSteps: settings.maxEpisodeSteps,
    controls: joystickControls(settings.actions),
    simulate: () => replaySimulation(traits, play),
    terminated: (state) => readers.isOver(ramOf(state)),
    observe,
    inform: (state) => ({
      lives: readers.lives(ramOf(state)),
      score: readers.score(ramOf(state)),
      frame: state[FRAME]!,
      ram: Uint8Array.from(ramOf(state)),
    }),
    rendering: {
      framesPerSecond: framesPerSecond / settings.frameSkip,
      pixels(state) {
        const data = new Uint8Array(3 * pixels);
        observe(state, data);
        return { shape, data };
      },
    },
  });
}

/** The emulator, or an error that says why there is none. */
async function loadEmulator(): Promise<Atari2600> {
  try {
    return await importAtari2600();
  } catch (error) {
    const wish = "npm's 6502.ts must be fetched";
    const [fact] = String(error).split("\n");
    throw new Error(cannot("play Atari", wish, fact, "answer"), {
      cause: error,
    });
  }
}
