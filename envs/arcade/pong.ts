import type { Controls, EnvironmentDescription } from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import type { Box } from "../spaces/box.ts";
import { type Discrete, discrete } from "../spaces/discrete.ts";
import { ARCADE_DEFAULTS, arcadeGame } from "./_arcade_game.ts";
import { beginPong, isPongOver, tickPong } from "./_pong_rules.ts";
import { drawPong, paintCourt } from "./_pong_screen.ts";
import { PONG, PONG_STATE_SIZE } from "./_pong_state.ts";
import type { ArcadeOptions } from "./arcade_options.ts";

/** A description of a match of Pong: six choices, a picture to see. */
export type Pong = EnvironmentDescription<Discrete, Box<"uint8">>;

const CONTROLS: Controls<Discrete> = Object.freeze({
  idle: 0,
  keys: Object.freeze({
    " ": 1,
    ArrowUp: 2,
    ArrowDown: 3,
    " +ArrowUp": 4,
    " +ArrowDown": 5,
  }),
});

/**
 * Play the ball past the other paddle, as in the arcades of the 1970s; the game
 * is this library's own, not Atari's.
 *
 * **What you do**: move the green paddle on the right. 0 does nothing, 1 fires, 2
 * ("right") moves up, 3 ("left") down, 4 and 5 do the same while firing: the six
 * actions of Atari's game, in the order of the Arcade Learning Environment. Firing
 * serves the ball, which else is served after a second.
 *
 * **What you see**: the screen, 210 rows of 160 pixels, with red, green and blue of
 * 0 to 255 each. The ball is white, the opponent orange. Above the court stand the
 * points, yours on the right. `info` has `score`, your points less the opponent's,
 * `frame`, how many were played, and `lives`, which are always 0.
 *
 * **What you earn**: 1 when the opponent misses the ball, −1 when you do, 0 else.
 * A ball leaves a paddle at up to 45°, the steeper the nearer to its end it met it,
 * and faster after each hit. The opponent follows the ball at less than half its
 * greatest speed, so steep balls are how to win.
 *
 * **When it ends**: when one side has 21 points, after a minute or two between good
 * players. There is no time limit here; `"Pong-v0"` has 108 000 steps, half an hour of
 * frames.
 *
 * After Alcorn's game (1972); screen, actions and options as in Bellemare, Naddaf,
 * Veness and Bowling, "The Arcade Learning Environment" (2013), and Machado et al.,
 * "Revisiting the Arcade Learning Environment" (2018).
 *
 * @param options How many frames a step takes, and how reliable the buttons are.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If `frameSkip` is not a positive integer, the probability is no
 * number from 0 to 1, or an option is unknown.
 *
 * @example The paddle moves up
 * ```ts
 * import { make, pong } from "@silica/silica/envs";
 * import { assert, assertEquals } from "@std/assert";
 *
 * using env = make(pong({ frameSkip: 4 }));
 * const { observation: before } = env.reset();
 * assertEquals(before.length, 210 * 160 * 3);
 *
 * const green = (screen: Uint8Array, y: number) => screen[3 * (160 * y + 141) + 1]! > 200;
 * const { observation: after } = env.step(2);
 * assert(!green(before, 100) && green(after, 100));
 * ```
 */
export function pong(options: ArcadeOptions = {}): Pong {
  return arcadeGame({
    id: "Pong",
    options: resolveOptions("describe Pong", options, ARCADE_DEFAULTS),
    actionSpace: discrete(6),
    controls: CONTROLS,
    stateSize: PONG_STATE_SIZE,
    begin: beginPong,
    tick: tickPong,
    isOver: isPongOver,
    lives: () => 0,
    score: (state) => state[PONG.playerPoints]! - state[PONG.opponentPoints]!,
    scenery: paintCourt,
    draw: drawPong,
  });
}
