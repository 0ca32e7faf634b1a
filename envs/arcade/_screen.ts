/** Pixels in a row. */
export const SCREEN_WIDTH = 160;
/** Rows of pixels. */
export const SCREEN_HEIGHT = 210;
/** Red, green and blue of every pixel, row by row from the top left. */
export const SCREEN_SIZE: number = SCREEN_WIDTH * SCREEN_HEIGHT * 3;

/**
 * Paints a rectangle; what lies off the screen is left out.
 *
 * @param screen The screen.
 * @param x Of its left edge, rounded to a whole pixel.
 * @param y Of its upper edge, rounded to a whole pixel.
 * @param width In whole pixels.
 * @param height In whole pixels.
 * @param color Red, green and blue, as 0xRRGGBB.
 */
export function fillRect(
  screen: Uint8Array,
  x: number,
  y: number,
  width: number,
  height: number,
  color: number,
): void {
  const left = Math.round(x);
  const top = Math.round(y);
  const begin = Math.max(left, 0);
  const end = Math.min(left + width, SCREEN_WIDTH);
  const bottom = Math.min(top + height, SCREEN_HEIGHT);
  const red = color >> 16;
  const green = (color >> 8) & 0xff;
  const blue = color & 0xff;
  for (let row = Math.max(top, 0); row < bottom; row++) {
    const last = 3 * (row * SCREEN_WIDTH + end);
    for (let i = 3 * (row * SCREEN_WIDTH + begin); i < last; i += 3) {
      screen[i] = red;
      screen[i + 1] = green;
      screen[i + 2] = blue;
    }
  }
}

/** A small picture of one colour, which is chosen when it is drawn. */
export interface Sprite {
  /** Pixels in a row. */
  readonly width: number;
  /** Rows of pixels. */
  readonly height: number;
  /** Its dots as horizontal runs: x, y and length of each, one behind the other. */
  readonly runs: readonly number[];
}

/** The sprite that rows of "#" (a dot) and "." (none) show. */
export function sprite(rows: readonly string[]): Sprite {
  const runs = rows.flatMap((row, y) =>
    [...row.matchAll(/#+/g)].flatMap((run) => [run.index, y, run[0].length])
  );
  return Object.freeze({
    width: rows[0]!.length,
    height: rows.length,
    runs: Object.freeze(runs),
  });
}

/**
 * Draws a sprite; what lies off the screen is left out.
 *
 * @param screen The screen.
 * @param sprite The dots.
 * @param x Of its left edge, rounded to a whole pixel.
 * @param y Of its upper edge, rounded to a whole pixel.
 * @param color Red, green and blue, as 0xRRGGBB.
 */
export function drawSprite(
  screen: Uint8Array,
  { runs }: Sprite,
  x: number,
  y: number,
  color: number,
): void {
  const left = Math.round(x);
  const top = Math.round(y);
  for (let i = 0; i < runs.length; i += 3) {
    const length = runs[i + 2]!;
    fillRect(screen, left + runs[i]!, top + runs[i + 1]!, length, 1, color);
  }
}

/** 3 × 5 dots each. */
const DIGITS: readonly Sprite[] = [
  ["###", "#.#", "#.#", "#.#", "###"],
  [".#.", "##.", ".#.", ".#.", "###"],
  ["###", "..#", "###", "#..", "###"],
  ["###", "..#", "###", "..#", "###"],
  ["#.#", "#.#", "###", "..#", "..#"],
  ["###", "#..", "###", "..#", "###"],
  ["###", "#..", "###", "#.#", "###"],
  ["###", "..#", "..#", ".#.", ".#."],
  ["###", "#.#", "###", "#.#", "###"],
  ["###", "#.#", "###", "..#", "###"],
].map((rows) => sprite(rows.flatMap(doubled)));

/** From the left edge of a digit to that of the next, pixels. */
const DIGIT_PITCH = 8;

/**
 * Draws a number in digits that are 6 pixels wide and 10 high, 8 apart.
 *
 * @param screen The screen.
 * @param value An integer of at least 0.
 * @param x Of the left edge of its first digit.
 * @param y Of its upper edge.
 * @param color Red, green and blue, as 0xRRGGBB.
 */
export function drawNumber(
  screen: Uint8Array,
  value: number,
  x: number,
  y: number,
  color: number,
): void {
  let place = 1;
  while (10 * place <= value) place *= 10;
  for (let at = x; place >= 1; place /= 10, at += DIGIT_PITCH) {
    const digit = Math.floor(value / place) % 10;
    drawSprite(screen, DIGITS[digit]!, at, y, color);
  }
}

/** A row of dots twice as wide and twice as high. */
function doubled(row: string): string[] {
  const wide = row.replaceAll(/./g, "$&$&");
  return [wide, wide];
}
