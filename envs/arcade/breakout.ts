import { requirePositiveInteger } from "../../core/errors.ts";
import type { Controls, EnvironmentDescription } from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import type { Box } from "../spaces/box.ts";
import { type Discrete, discrete } from "../spaces/discrete.ts";
import { ARCADE_DEFAULTS, arcadeGame } from "./_arcade_game.ts";
import {
  beginBreakout,
  isBreakoutOver,
  tickBreakout,
} from "./_breakout_rules.ts";
import { drawBreakout, paintWall } from "./_breakout_screen.ts";
import { BREAKOUT, BREAKOUT_STATE_SIZE } from "./_breakout_state.ts";
import type { ArcadeOptions } from "./arcade_options.ts";

/** Options for {@linkcode breakout}. */
export interface BreakoutOptions extends ArcadeOptions {
  /** How many balls may be missed before the game is over. @default {5} */
  readonly lives?: number;
}

/** A description of a game of Breakout: four choices, a picture to see. */
export type Breakout = EnvironmentDescription<Discrete, Box<"uint8">>;

const DEFAULTS: Required<BreakoutOptions> = Object.freeze({
  ...ARCADE_DEFAULTS,
  lives: 5,
});

const CONTROLS: Controls<Discrete> = Object.freeze({
  idle: 0,
  keys: Object.freeze({ " ": 1, ArrowRight: 2, ArrowLeft: 3 }),
});

/**
 * Break a wall with a ball and a paddle, as in the arcades of the 1970s; the game
 * is this library's own, not Atari's.
 *
 * **What you do**: move the green paddle at the bottom. 0 does nothing, 1 fires, 2
 * moves to the right, 3 to the left: the actions of Atari's game, in the order of the
 * Arcade Learning Environment. Firing serves a ball, which else is served after a
 * second.
 *
 * **What you see**: the screen, 210 rows of 160 pixels, with red, green and blue of
 * 0 to 255 each. The ball is white. Above the court stand the points and the lives.
 * `info` has them as `score` and `lives`, and `frame`, how many were played.
 *
 * **What you earn**: 7 for a brick of the two upper rows, 4 for one of the two in the
 * middle, 1 for one of the two lower ones. A ball leaves the paddle at up to 45° from
 * upright, the flatter the nearer to its end it met it. It gets faster after 4 hits,
 * after 12, and in the three upper rows; and once it has been at the top, the paddle is
 * half as wide. The next ball begins as the first did.
 *
 * **When it ends**: when five balls are lost, or when the wall and a second one,
 * which stands again once the paddle has met the ball, are gone: 864 points. There is
 * no time limit here; `"Breakout-v0"` has 108 000 steps, half an hour of frames.
 *
 * After Bushnell, Bristow and Wozniak's game (1976); screen, actions, points and
 * options as in Bellemare, Naddaf, Veness and Bowling, "The Arcade Learning
 * Environment" (2013), and Machado et al., "Revisiting the Arcade Learning
 * Environment" (2018).
 *
 * @param options How many frames a step takes, how reliable the buttons are, and how many lives there are.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If `frameSkip` or `lives` is not a positive integer, the
 * probability is no number from 0 to 1, or an option is unknown.
 *
 * @example One ball, which nobody meets
 * ```ts
 * import { breakout, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using env = make(breakout({ lives: 1, frameSkip: 4 }));
 * env.reset({ seed: 1 });
 * let step = env.step(1);
 * while (!step.terminated) step = env.step(3);
 * assertEquals(step.info.score, 0);
 * ```
 */
export function breakout(options: BreakoutOptions = {}): Breakout {
  const action = "describe Breakout";
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { lives } = resolved;
  requirePositiveInteger(lives, action, "lives");
  return arcadeGame({
    id: "Breakout",
    options: resolved,
    actionSpace: discrete(4),
    controls: CONTROLS,
    stateSize: BREAKOUT_STATE_SIZE,
    begin: (state) => beginBreakout(state, lives),
    tick: tickBreakout,
    isOver: isBreakoutOver,
    lives: (state) => state[BREAKOUT.lives]!,
    score: (state) => state[BREAKOUT.score]!,
    scenery: paintWall,
    draw: drawBreakout,
  });
}
