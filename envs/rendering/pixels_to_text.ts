import type { Rgb } from "./_color.ts";
import { columnsWithin } from "./_columns_within.ts";
import { drawDots } from "./_draw_dots.ts";
import { escape, PLAIN } from "./_escape.ts";
import { resize } from "./_resize.ts";
import type { RgbImage } from "./render_rgb.ts";
import type { RenderTextOptions } from "./render_text_options.ts";

/**
 * Draws a picture for a terminal: in colour as half blocks, two pixels to a
 * character; else as braille dots, one for each pixel that is not like most.
 *
 * @param image The picture; each pixel drawn is the mean of what it stands for.
 * @param options How large, and whether in colour.
 * @returns Lines of equal width, each ended by a line break.
 * @throws {RangeError} If `columns` or `rows` is not a positive integer.
 *
 * @example Red above blue
 * ```ts
 * import { pixelsToText } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const image = { shape: [2, 1, 3], data: Uint8Array.of(255, 0, 0, 0, 0, 255) } as const;
 * assertEquals(
 *   pixelsToText(image, { columns: 1, color: true }),
 *   "\x1b[38;2;255;0;0m\x1b[48;2;0;0;255m▀\x1b[0m\n",
 * );
 * ```
 */
export function pixelsToText(
  image: RgbImage,
  options: RenderTextOptions = {},
): string {
  const { color = false } = options;
  const [height, width] = image.shape;
  const size = { width, height };
  const columns = columnsWithin(options, size, "draw a picture as text");
  // As many dots as keep its shape; characters in colour are two each.
  const dots = Math.max(1, Math.round(2 * columns * height / width));
  const halves = 2 * Math.max(1, Math.ceil(dots / 4));
  return color
    ? drawBlocks(resize(image, halves, columns))
    : drawDots(resize(image, dots, 2 * columns), commonest(image), false);
}

/** Each character is an upper half in one colour, on another one. */
function drawBlocks({ shape: [height, width], data }: RgbImage): string {
  const lines: string[] = [];
  for (let y = 0; y < height; y += 2) {
    let line = "";
    let [above, below] = [-1, -1];
    for (let x = 0; x < width; x++) {
      const [upper, lower] = [3 * (y * width + x), 3 * ((y + 1) * width + x)];
      // What is as before needs no word.
      if (packed(data, upper) !== above) line += escape(38, rgb(data, upper));
      if (packed(data, lower) !== below) line += escape(48, rgb(data, lower));
      [above, below] = [packed(data, upper), packed(data, lower)];
      line += "▀";
    }
    lines.push(`${line}${PLAIN}\n`);
  }
  return lines.join("");
}

/** The colour of most pixels. */
function commonest({ data }: RgbImage): Rgb {
  const counts = new Map<number, number>();
  let [best, most] = [0, 0];
  for (let i = 0; i < data.length;) {
    // Pixels of one colour often stand in a row.
    const begin = i;
    const color = packed(data, begin);
    while (i < data.length && packed(data, i) === color) i += 3;
    const count = (counts.get(color) ?? 0) + i - begin;
    counts.set(color, count);
    if (count > most) [best, most] = [begin, count];
  }
  return rgb(data, best);
}

function packed(data: Uint8Array, at: number): number {
  return data[at]! << 16 | data[at + 1]! << 8 | data[at + 2]!;
}

function rgb(data: Uint8Array, at: number): Rgb {
  return [data[at]!, data[at + 1]!, data[at + 2]!];
}
