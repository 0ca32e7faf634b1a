import type { Rgb } from "./_color.ts";
import { escape, PLAIN } from "./_escape.ts";
import type { RgbImage } from "./render_rgb.ts";

/** The bit of each dot of a braille letter, by row and column: Unicode 16.0, section 21.1. */
const DOTS = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]] as const;
const BRAILLE = 0x2800;
/** How far a dot's colour must be from the background to be seen, of 255. */
const SEEN = 24;

/**
 * Draws a picture in braille dots, one for each pixel that is not like the background.
 *
 * @param image The picture, two pixels wide for each character.
 * @param background Where no dots are.
 * @param color Whether to colour them.
 * @returns Lines of equal width, each ended by a line break.
 */
export function drawDots(
  image: RgbImage,
  background: Rgb,
  color: boolean,
): string {
  const [height, width] = image.shape;
  const lines: string[] = [];
  for (let top = 0; top < height; top += 4) {
    let line = color ? escape(48, background) : "";
    let before = "";
    for (let left = 0; left < width; left += 2) {
      const { dots, seen } = dotsAt(image, [top, left], background);
      const ink = color && dots > 0 ? escape(38, seen) : before;
      // What is in the colour of the last one needs no word.
      if (ink !== before) line += ink;
      before = ink;
      line += dots === 0 ? " " : String.fromCodePoint(BRAILLE + dots);
    }
    lines.push(`${line}${color ? PLAIN : ""}\n`);
  }
  return lines.join("");
}

/** Which of two by four dots are seen, and the colour that differs most from the background. */
function dotsAt(
  { shape: [height, width], data }: RgbImage,
  [top, left]: readonly [number, number],
  background: Rgb,
): { readonly dots: number; readonly seen: Rgb } {
  let dots = 0;
  let farthest = SEEN;
  let seen: Rgb = background;
  for (let y = 0; y < DOTS.length && top + y < height; y++) {
    for (let x = 0; x < 2 && left + x < width; x++) {
      const at = ((top + y) * width + left + x) * 3;
      const far = Math.max(
        Math.abs(data[at]! - background[0]),
        Math.abs(data[at + 1]! - background[1]),
        Math.abs(data[at + 2]! - background[2]),
      );
      if (far > SEEN) dots |= DOTS[y]![x]!;
      if (far <= farthest) continue;
      farthest = far;
      seen = [data[at]!, data[at + 1]!, data[at + 2]!];
    }
  }
  return { dots, seen };
}
