import { cannot, formatShape, requireOneOf } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import type { Space } from "../spaces/space.ts";
import { observeThrough } from "./_observe_through.ts";
import { requireRgb } from "./_pictures.ts";
import { wrap } from "./wrap.ts";

/** Options for {@linkcode pelletMazePreprocessing}. */
export interface PelletMazePreprocessingOptions {
  /**
   * What becomes of a mean x from 0 to 255: (x − 128)/128, which is from −1 to just
   * below 1, or what the book has printed, (x − 128)/128 − 1, which is from −2 to
   * just below 0. @default {"corrected"}
   */
  readonly normalization?: PelletMazeNormalization;
}

/** What becomes of the mean of a pixel's colours. */
export type PelletMazeNormalization = "corrected" | "book";

const DEFAULTS: Required<PelletMazePreprocessingOptions> = Object.freeze({
  normalization: "corrected",
});
const NORMALIZATIONS = ["corrected", "book"] as const;

const [HEIGHT, WIDTH] = [210, 160];
/** Rows 1, 3, … 175 and columns 0, 2, … 158. */
const [FIRST_ROW, ROWS, COLUMNS] = [1, 88, 80];
/** The colours of the player, rgb(210, 164, 74), add up to this. */
const PLAYER_SUM = 210 + 164 + 74;
const MOST = 3 * 255;

/**
 * Shows the screen of a maze of pellets as a small picture in grey: the maze
 * without the score, every second pixel, the player black.
 *
 * Each number is the mean of red, green and blue, moved to about ±1. Pixels whose
 * three colours add up to 448, as the player's do, count as black, for in grey it
 * could hardly be told from the walls.
 *
 * After Géron, "Hands-On Machine Learning with Scikit-Learn and TensorFlow" (2017),
 * chapter 16, "Learning to play Ms. Pac-Man using the DQN algorithm".
 *
 * @param description An environment whose observations are bytes of shape `[210, 160, 3]`.
 * @param options How numbers are moved.
 * @returns A frozen description; observations are `float32` of shape `[88, 80, 1]`.
 * @throws {RangeError} If observations are something else, or there is no such normalization.
 *
 * @example A white screen
 * ```ts
 * import { box, discrete, environment, make, pelletMazePreprocessing } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const snow = environment({
 *   id: "Snow-v0",
 *   stateSize: 0,
 *   actionSpace: discrete(1),
 *   observationSpace: box({ low: 0, high: 255, shape: [210, 160, 3], dtype: "uint8" }),
 *   initialize() {},
 *   step: () => 0,
 *   terminated: () => false,
 *   observe: (_, out) => void out.fill(255),
 * });
 * const small = pelletMazePreprocessing(snow);
 * assertEquals(small.observationSpace.shape, [88, 80, 1]);
 * assertEquals(make(small).reset().observation[0], 127 / 128);
 * ```
 */
export function pelletMazePreprocessing<Actions extends Space>(
  description: EnvironmentDescription<Actions, Box<"uint8">>,
  options: PelletMazePreprocessingOptions = {},
): EnvironmentDescription<Actions, Box<"float32">> {
  const { id, observationSpace } = description;
  const action = `preprocess the screens of ${id}`;
  const { height, width } = requireRgb(observationSpace, action);
  if (height !== HEIGHT || width !== WIDTH) {
    const wish = `screens must have shape ${formatShape([HEIGHT, WIDTH, 3])}`;
    const fact = formatShape(observationSpace.shape);
    throw new RangeError(cannot(action, wish, fact, "shape"));
  }
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { normalization } = resolved;
  requireOneOf(normalization, action, "normalization", NORMALIZATIONS);
  const normalized = (mean: number) =>
    (mean - 128) / 128 - (normalization === "book" ? 1 : 0);
  /** What becomes of each sum of red, green and blue. */
  const shade = Float32Array.from(
    { length: MOST + 1 },
    (_, sum) => normalized(sum === PLAYER_SUM ? 0 : sum / 3),
  );
  return wrap<Actions, Box<"uint8">, Actions, Box<"float32">>(description, {
    wrapper: { name: "pelletMazePreprocessing", options: resolved },
    observationSpace: box({
      low: normalized(0),
      high: normalized(255),
      shape: [ROWS, COLUMNS, 1],
    }),
    dynamics: observeThrough<Box<"uint8">, Box<"float32">>(
      observationSpace,
      (seen, out) => {
        for (let row = 0; row < ROWS; row++) {
          let at = 3 * WIDTH * (FIRST_ROW + 2 * row);
          const place = COLUMNS * row;
          for (let column = 0; column < COLUMNS; column++, at += 6) {
            const sum = seen[at]! + seen[at + 1]! + seen[at + 2]!;
            out[place + column] = shade[sum]!;
          }
        }
      },
    ),
  });
}
