import { BREAKOUT_COLORS } from "./_breakout_screen.ts";
import { findColor } from "./_find_color.ts";

/** How near to where it wants to be the paddle is left alone, pixels. */
const NEAR = 2;
/** How far the paddle sways about the ball, pixels, and how slowly, frames per radian. */
const SWAY = { width: 3, slowness: 100 } as const;

/**
 * A player of {@linkcode breakout} who looks at the screen and nothing else.
 *
 * It keeps its paddle below the ball and sways a little meanwhile, so that the ball
 * does not fly the same way for ever. With a `frameSkip` of 1 it clears both walls as
 * a rule, in about five minutes; it is a measure for what learns.
 *
 * @returns A function from a screen to an action, which remembers how often it was asked.
 *
 * @example The first brick
 * ```ts
 * import { breakout, breakoutPlayer, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using env = make(breakout());
 * const player = breakoutPlayer();
 * let { observation } = env.reset({ seed: 1 });
 * let reward = 0;
 * while (reward === 0) ({ observation, reward } = env.step(player(observation)));
 * assertEquals(reward, 1);
 * ```
 */
export function breakoutPlayer(): (screen: Uint8Array) => number {
  let frame = 0;
  return (screen) => {
    const sway = SWAY.width * Math.sin(frame++ / SWAY.slowness);
    const ball = findColor(screen, BREAKOUT_COLORS.ball);
    const paddle = findColor(screen, BREAKOUT_COLORS.paddle);
    if (!ball || !paddle) return 1;
    const away = ball.x + sway - paddle.x;
    if (Math.abs(away) <= NEAR) return 0;
    return away > 0 ? 2 : 3;
  };
}
