import type { AtariAction } from "./atari_action.ts";

/** Which television a cartridge was made for: in America and Japan, in most of Europe, in France. */
export type AtariTvMode = "ntsc" | "pal" | "secam";

/**
 * Reads something out of the 128 bytes of RAM, addresses `0x80` to `0xFF` of the
 * console: `(ram) => ram[0x39]` is the byte at `0xB9`.
 *
 * @param ram The bytes, only to be read; later they will be others.
 * @returns What they mean.
 */
export type ReadRam<Value> = (ram: ArrayLike<number>) => Value;

/** Options for {@linkcode atari}. */
export interface AtariOptions {
  /** The bytes of a cartridge that you own. */
  readonly rom: Uint8Array;
  /** The points so far, by which rewards are counted; left out, all rewards are 0. @default {() => 0} */
  readonly score?: ReadRam<number>;
  /** How many lives are left; left out, there are none to lose. @default {() => 0} */
  readonly lives?: ReadRam<number>;
  /** Whether the game is over; left out, it is when no lives are left, or never without `lives`. */
  readonly isOver?: ReadRam<boolean>;
  /** What can be done, in this order. @default {all 18 of `ATARI_ACTIONS`} */
  readonly actions?: readonly AtariAction[];
  /**
   * For how many frames a step holds its action; their rewards add up.
   * {@linkcode atariPreprocessing} skips frames itself, and wants 1 here.
   * @default {4}
   */
  readonly frameSkip?: number;
  /**
   * How likely each frame is to repeat the action of the frame before it in place of the chosen one:
   * the "sticky actions" of Machado et al. (2018).
   * @default {0.25}
   */
  readonly repeatActionProbability?: number;
  /** How many frames pass, after the console is switched on, before its reset switch is pressed for 4. @default {60} */
  readonly startFrames?: number;
  /** What is done before an episode, one frame each, such as a `"FIRE"` that serves the ball. @default {nothing} */
  readonly startActions?: readonly AtariAction[];
  /** Which difficulty switches are set to "A", the harder one: 1 the left one, 2 the right one, 3 both. @default {0} */
  readonly difficulty?: number;
  /** The television: `"ntsc"` shows 210 rows 60 times a second, `"pal"` and `"secam"` 248 rows 50 times. @default {"ntsc"} */
  readonly tvMode?: AtariTvMode;
  /** After how many steps an episode is cut off; `null` is never. @default {27_000, half an hour} */
  readonly maxEpisodeSteps?: number | null;
}
