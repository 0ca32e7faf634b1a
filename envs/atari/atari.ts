import { importAtari2600 } from "../../core/deps/atari_2600.ts";
import { requireWithin } from "../../core/errors.ts";
import { environment, type EnvironmentDescription } from "../description.ts";
import { replaySimulation } from "../replay_simulation.ts";
import { type Box, box } from "../spaces/box.ts";
import { type Discrete, discrete } from "../spaces/discrete.ts";
import { readCartridge } from "./_cartridge.ts";
import { checkReader, checkSettings } from "./_check_options.ts";
import { AtariConsole, RAM_SIZE } from "./_console.ts";
import { contactsOf, joystickControls } from "./_contacts.ts";
import { TELEVISIONS, WIDTH } from "./_television.ts";
import type { AtariOptions } from "./atari_options.ts";

/** A description of a game for the Atari 2600: positions of a joystick, a picture to see. */
export type Atari = EnvironmentDescription<Discrete, Box<"uint8">>;

const ID = "Atari";
/** Where the state has the count of frames; before it is the RAM, behind it the picture. */
const FRAME = RAM_SIZE;
const SCREEN = FRAME + 1;
/** Frames without a hand on the joystick before the console is reset, and frames in which it is. */
const FRAMES_BEFORE_RESET = 60;
const FRAMES_OF_RESET = 4;

/**
 * Play a game for the Atari 2600 whose cartridge you own, emulated as exactly as
 * agents of the literature have played it. No game comes with this library.
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
 * Each episode switches a console on, waits for 60 frames and presses the reset switch
 * for 4. The emulator is the npm package `6502.ts`, which is fetched the first time, 6 MB;
 * that needs no permission. Cartridges with a processor of their own (DPC+, CDF) are refused.
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
 *
 * const digits = (byte: number) => 10 * (byte >> 4) + (byte & 15);
 * const game = await atari({
 *   rom: await Deno.readFile("game.bin"),
 *   score: (ram) => 100 * digits(ram[0x31]!) + digits(ram[0x32]!),
 *   lives: (ram) => ram[0x39]!,
 *   actions: ["NOOP", "FIRE", "RIGHT", "LEFT"],
 * });
 * using env = make(game);
 * env.reset({ seed: 1 });
 * env.step(1);
 * ```
 */
export async function atari(options: AtariOptions): Promise<Atari> {
  const { rom, score = () => 0, lives = () => 0, isOver, ...rest } = options;
  const over = isOver ??
    (options.lives ? (ram: ArrayLike<number>) => lives(ram) <= 0 : () => false);
  checkReader(score, "score");
  checkReader(lives, "lives");
  checkReader(over, "isOver");
  const settings = checkSettings(rest);
  const television = TELEVISIONS[settings.tvMode];
  const emulator = await importAtari2600();
  const parts = {
    emulator,
    cartridge: await readCartridge(rom, emulator),
    television,
    difficulty: settings.difficulty,
  };
  new AtariConsole(parts, 0);

  const { frameSkip, repeatActionProbability, maxEpisodeSteps } = settings;
  const held = settings.actions.map(contactsOf);
  const shape = [television.rows, WIDTH, 3] as const;
  const pixels = television.rows * WIDTH;
  const traits = {
    id: ID,
    options: settings,
    stateSize: SCREEN + pixels,
    actionSpace: discrete(settings.actions.length),
    observationSpace: box({ low: 0, high: 255, shape, dtype: "uint8" }),
    maxEpisodeSteps,
  };

  const ramOf = (state: Float64Array) => state.subarray(0, RAM_SIZE);
  const isDone = (state: Float64Array) => over(ramOf(state));

  function points(state: Float64Array): number {
    const value = score(ramOf(state));
    requireWithin(value, `play ${ID}`, "score(ram)");
    return value;
  }

  function observe(state: Float64Array, out: Uint8Array): void {
    for (let i = 0; i < pixels; i++) {
      const color = state[SCREEN + i]!;
      out[3 * i] = color & 0xff;
      out[3 * i + 1] = color >> 8 & 0xff;
      out[3 * i + 2] = color >> 16;
    }
  }

  function simulate() {
    return replaySimulation(traits, (state, random) => {
      const console = startConsole(random.integer(0, 2 ** 32));
      const look = () =>
        console.readScreen(state.subarray(SCREEN, SCREEN + pixels));
      return (state, action) => 0;
    });
  }
  return null!;
}
