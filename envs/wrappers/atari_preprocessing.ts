import { requireInteger, requirePositiveInteger } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import type { Box } from "../spaces/box.ts";
import type { Space } from "../spaces/space.ts";
import { requireBoolean } from "./_check_options.ts";
import { grayscale as inGrey } from "./grayscale.ts";
import { maxAndSkip } from "./max_and_skip.ts";
import { noopStart } from "./noop_start.ts";
import { rescaleObservation } from "./rescale_observation.ts";
import { resize } from "./resize.ts";
import { terminateOnLifeLoss } from "./terminate_on_life_loss.ts";

/** Options for {@linkcode atariPreprocessing}. */
export interface AtariPreprocessingOptions {
  /** For how many steps nothing is done before an episode, at most; see {@linkcode noopStart}. @default {30} */
  readonly noopMax?: number;
  /** For how many frames each action is taken; see {@linkcode maxAndSkip}. @default {4} */
  readonly frameSkip?: number;
  /** Height and width of what is seen: a number for both, or two; see {@linkcode resize}. @default {84} */
  readonly screenSize?: number | readonly [height: number, width: number];
  /** Whether an episode ends with the first life lost; see {@linkcode terminateOnLifeLoss}. @default {false} */
  readonly terminalOnLifeLoss?: boolean;
  /** Whether colours become shades of grey; see {@linkcode grayscale}. @default {true} */
  readonly grayscale?: boolean;
  /** Whether pixels of grey keep an axis of their own. @default {false} */
  readonly keepChannel?: boolean;
  /** Whether bytes become numbers from 0 to 1. @default {false} */
  readonly scale?: boolean;
}

const DEFAULTS: Required<AtariPreprocessingOptions> = Object.freeze({
  noopMax: 30,
  frameSkip: 4,
  screenSize: 84,
  terminalOnLifeLoss: false,
  grayscale: true,
  keepChannel: false,
  scale: false,
});

/**
 * Prepares the screens of an arcade game in the way that most results of the
 * literature share; {@linkcode frameStack} of 4 usually follows.
 *
 * These are laid around the game, in this order: {@linkcode noopStart},
 * {@linkcode terminateOnLifeLoss}, {@linkcode grayscale}, {@linkcode maxAndSkip},
 * {@linkcode resize} and {@linkcode rescaleObservation}; those that the options
 * leave nothing to do are left out.
 *
 * After Machado et al., "Revisiting the Arcade Learning Environment: Evaluation
 * Protocols and Open Problems for General Agents" (2018).
 *
 * @param description A game whose observations are bytes of shape `[height, width, 3]`, one frame a step.
 * @param options What is done.
 * @returns A frozen description; observations have shape `[84, 84]`.
 * @throws {RangeError} If an option is out of range, or observations are something else.
 *
 * @example A game of squares
 * ```ts
 * import { atariPreprocessing, box, discrete, environment, frameStack } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const squares = environment({
 *   id: "Squares-v0",
 *   stateSize: 1,
 *   actionSpace: discrete(2),
 *   observationSpace: box({ low: 0, high: 255, shape: [210, 160, 3], dtype: "uint8" }),
 *   maxEpisodeSteps: 1000,
 *   initialize: (state) => void state.fill(0),
 *   step: (state) => state[0]!++,
 *   terminated: () => false,
 *   observe: (state, out) => void out.fill(state[0]! % 256),
 * });
 * const game = frameStack(atariPreprocessing(squares), 4, { axis: "last" });
 * assertEquals(game.observationSpace.shape, [84, 84, 4]);
 * assertEquals(game.maxEpisodeSteps, 250);
 * ```
 */
export function atariPreprocessing<Actions extends Space>(
  description: EnvironmentDescription<Actions, Box<"uint8">>,
  options?: AtariPreprocessingOptions & { readonly scale?: false },
): EnvironmentDescription<Actions, Box<"uint8">>;
/** The same with numbers from 0 to 1; what is said of the other form holds for it. */
export function atariPreprocessing<Actions extends Space>(
  description: EnvironmentDescription<Actions, Box<"uint8">>,
  options: AtariPreprocessingOptions & { readonly scale: true },
): EnvironmentDescription<Actions, Box<"float32">>;
export function atariPreprocessing<Actions extends Space>(
  description: EnvironmentDescription<Actions, Box<"uint8">>,
  options: AtariPreprocessingOptions = {},
): EnvironmentDescription<Actions, Box<"uint8"> | Box<"float32">> {
  const action = `preprocess the screens of ${description.id}`;
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { noopMax, frameSkip, screenSize } = resolved;
  requireInteger(noopMax, action, "noopMax", { min: 0 });
  requirePositiveInteger(frameSkip, action, "frameSkip");
  const { terminalOnLifeLoss, grayscale, keepChannel, scale } = resolved;
  requireBoolean(terminalOnLifeLoss, action, "terminalOnLifeLoss");
  requireBoolean(grayscale, action, "grayscale");
  requireBoolean(scale, action, "scale");
  const shape = typeof screenSize === "number"
    ? [screenSize, screenSize] as const
    : screenSize;
  let game = description;
  if (noopMax > 0) game = noopStart(game, noopMax);
  if (terminalOnLifeLoss) game = terminateOnLifeLoss(game);
  if (grayscale) game = inGrey(game, { keepChannel });
  if (frameSkip > 1) game = maxAndSkip(game, frameSkip);
  game = resize(game, shape);
  return scale ? rescaleObservation(game, { low: 0, high: 1 }) : game;
}
