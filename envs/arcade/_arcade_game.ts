import { requirePositiveInteger, requireWithin } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import {
  type Controls,
  environment,
  type EnvironmentDescription,
} from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import type { Discrete } from "../spaces/discrete.ts";
import { SCREEN_HEIGHT, SCREEN_SIZE, SCREEN_WIDTH } from "./_screen.ts";
import type { ArcadeOptions } from "./arcade_options.ts";

/** What every arcade game does unless it is told otherwise. */
export const ARCADE_DEFAULTS: Required<ArcadeOptions> = Object.freeze({
  frameSkip: 1,
  repeatActionProbability: 0,
});

const FRAMES_PER_SECOND = 60;
/** What the kit lays behind the numbers of a game: the last action, and how many frames were played. */
const OWN_SIZE = 2;
/** More than any number of a game ever is. */
const LARGEST = 2 ** 31;

/** A game on a screen: what differs between one and the other. */
export interface ArcadeDefinition {
  /** What it is called. */
  readonly id: string;
  /** Its buttons and positions of the joystick. */
  readonly actionSpace: Discrete;
  /** How a person plays it. */
  readonly controls: Controls<Discrete>;
  /** How many numbers of the state are the game's. */
  readonly stateSize: number;
  /** Its options, complete. */
  readonly options: Readonly<Required<ArcadeOptions>>;
  /** Begins a game: overwrites every number of it. */
  begin(state: Float64Array, random: RandomStream): void;
  /** Plays one frame of 1/60 s, and answers its reward. */
  tick(state: Float64Array, action: number, random: RandomStream): number;
  /** Whether the game is over. */
  isOver(state: Float64Array): boolean;
  /** How many lives are left; 0 in a game without any. */
  lives(state: Float64Array): number;
  /** The points so far. */
  score(state: Float64Array): number;
  /** Paints what never changes onto a black screen, once. */
  scenery(screen: Uint8Array): void;
  /** Draws everything else over it. */
  draw(state: Float64Array, screen: Uint8Array): void;
}

/**
 * Describes an arcade game: frames of 1/60 s, of which the screen is all that is seen.
 *
 * @throws {RangeError} If one of the options that all games have is out of range.
 */
export function arcadeGame(
  game: ArcadeDefinition,
): EnvironmentDescription<Discrete, Box<"uint8">> {
  const { id, options, tick, isOver, stateSize: LAST_ACTION } = game;
  const FRAME = LAST_ACTION + 1;
  const { frameSkip, repeatActionProbability } = options;
  const action = `describe ${id}`;
  requirePositiveInteger(frameSkip, action, "frameSkip");
  const chance = { min: 0, max: 1 };
  requireWithin(
    repeatActionProbability,
    action,
    "repeatActionProbability",
    chance,
  );
  const scenery = new Uint8Array(SCREEN_SIZE);
  game.scenery(scenery);

  function step(
    state: Float64Array,
    action: number,
    random: RandomStream,
  ): number {
    let reward = 0;
    for (let i = 0; i < frameSkip && !isOver(state); i++) {
      const repeats = repeatActionProbability > 0 &&
        random.uniform() < repeatActionProbability;
      if (!repeats) state[LAST_ACTION] = action;
      reward += tick(state, state[LAST_ACTION]!, random);
      state[FRAME]!++;
    }
    return reward;
  }

  function observe(state: Float64Array, out: Uint8Array): void {
    out.set(scenery);
    game.draw(state, out);
  }

  return environment({
    id,
    options,
    stateSize: LAST_ACTION + OWN_SIZE,
    actionSpace: game.actionSpace,
    observationSpace: box({
      low: 0,
      high: 255,
      shape: [SCREEN_HEIGHT, SCREEN_WIDTH, 3],
      dtype: "uint8",
    }),
    controls: game.controls,
    isState: (numbers) => numbers.every((n) => Math.abs(n) <= LARGEST),
    initialize(state, random, options) {
      if (options !== undefined) resolveOptions(`reset ${id}`, options, {});
      game.begin(state, random);
      state[LAST_ACTION] = 0;
      state[FRAME] = 0;
    },
    step,
    terminated: isOver,
    observe,
    inform: (state) => ({
      lives: game.lives(state),
      score: game.score(state),
      frame: state[FRAME]!,
    }),
    rendering: {
      framesPerSecond: FRAMES_PER_SECOND / frameSkip,
      pixels(state) {
        const data = new Uint8Array(SCREEN_SIZE);
        observe(state, data);
        return { shape: [SCREEN_HEIGHT, SCREEN_WIDTH, 3], data };
      },
    },
  });
}
