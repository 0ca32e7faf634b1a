import { SCREEN_HEIGHT, SCREEN_WIDTH } from "./_screen.ts";

/** Where something is on a screen. */
export interface Place {
  /** Of its middle, pixels from the left. */
  readonly x: number;
  /** Of its middle, pixels from the top. */
  readonly y: number;
}

/** How far apart the pixels are that a player looks at: less than anything is wide or high. */
const STRIDE = 2;

/**
 * The middle of all that has one colour, as a player's eye finds it: to the
 * pixel or so.
 *
 * @param screen The screen.
 * @param color The colour, as 0xRRGGBB.
 * @returns The middle, or nothing if the colour cannot be seen.
 */
export function findColor(
  screen: Uint8Array,
  color: number,
): Place | undefined {
  const red = color >> 16;
  const green = (color >> 8) & 0xff;
  const blue = color & 0xff;
  let count = 0;
  let sumX = 0;
  let sumY = 0;
  for (let y = 0; y < SCREEN_HEIGHT; y += STRIDE) {
    for (let x = 0; x < SCREEN_WIDTH; x += STRIDE) {
      const i = 3 * (y * SCREEN_WIDTH + x);
      if (screen[i] !== red) continue;
      if (screen[i + 1] !== green || screen[i + 2] !== blue) continue;
      count++;
      sumX += x;
      sumY += y;
    }
  }
  if (count === 0) return undefined;
  // Each pixel that was looked at stands for a square of them.
  return {
    x: sumX / count + STRIDE / 2,
    y: sumY / count + STRIDE / 2,
  };
}
