import type { RgbImage } from "./render_rgb.ts";

/**
 * Draws a picture in half blocks, two pixels to a letter, coloured for a terminal.
 *
 * @param image The picture.
 * @param columns How many letters wide it is at most. @default {80}
 * @returns Lines of equal width, each ended by a line break.
 */
export function pixelsToText(image: RgbImage, columns = 80): string {
  const [height, width] = image.shape;
  const step = Math.max(1, Math.ceil(width / columns));
  const at = (x: number, y: number) => {
    const i = 3 * (Math.min(y, height - 1) * width + x);
    return Array.from(image.data.subarray(i, i + 3)).join(";");
  };
  let text = "";
  for (let y = 0; y < height; y += 2 * step) {
    for (let x = 0; x < width; x += step) {
      text += `\x1b[38;2;${at(x, y)}m\x1b[48;2;${at(x, y + step)}m▀`;
    }
    text += "\x1b[0m\n";
  }
  return text;
}
