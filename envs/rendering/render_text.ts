import { requireInteger } from "../../core/errors.ts";
import { parseColor, type Rgb } from "./_color.ts";
import { renderRgb, type RgbImage } from "./render_rgb.ts";
import type { Scene } from "./scene.ts";

/** Options for {@linkcode renderText}. */
export interface RenderTextOptions {
  /** How many characters wide it is. @default {60} */
  readonly columns?: number;
  /** Whether to colour it with escape codes, for terminals that understand them. @default {false} */
  readonly color?: boolean;
}

/** The bit of each dot of a braille letter, by row and column: Unicode 16.0, section 21.1. */
const DOTS = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]] as const;
const BRAILLE = 0x2800;
/** How far a dot's colour must be from the background to be seen, of 255. */
const SEEN = 24;

/**
 * Draws a scene in braille dots, eight to a character, for a terminal.
 *
 * @param scene What there is to see.
 * @param options How large, and whether in colour.
 * @returns Lines of equal width, each ended by a line break.
 * @throws {RangeError} If a colour is none, or `columns` is not a positive integer.
 *
 * @example A stroke along the floor
 * ```ts
 * import { renderText } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const floor = { kind: "line", from: [0, 3.5], to: [8, 3.5], width: 1, stroke: "#000000" } as const;
 * const scene = { width: 8, height: 4, background: "#ffffff", shapes: [floor] } as const;
 * assertEquals(renderText(scene, { columns: 4 }), "⣀⣀⣀⣀\n");
 * ```
 */
export function renderText(
  scene: Scene,
  options: RenderTextOptions = {},
): string {
  const { columns = 60, color = false } = options;
  requireInteger(columns, "draw a scene as text", "columns", { min: 1 });
  const image = renderRgb(scene, { scale: 2 * columns / scene.width });
  const background = parseColor(scene.background);
  const lines: string[] = [];
  for (let top = 0; top < image.shape[0]; top += 4) {
    let line = color ? escape(48, background) : "";
    for (let column = 0; column < columns; column++) {
      line += letter(image, [top, 2 * column], background, color);
    }
    lines.push(line + (color ? "\x1b[0m\n" : "\n"));
  }
  return lines.join("");
}

/** The letter for two by four pixels, in the colour that differs most from the background. */
function letter(
  { shape: [height, width], data }: RgbImage,
  [top, left]: readonly [number, number],
  background: Rgb,
  color: boolean,
): string {
  let dots = 0;
  let farthest = SEEN;
  let seen: Rgb = background;
  for (const [y, row] of DOTS.entries()) {
    for (const [x, bit] of row.entries()) {
      if (top + y >= height || left + x >= width) continue;
      const at = ((top + y) * width + left + x) * 3;
      const pixel: Rgb = [data[at]!, data[at + 1]!, data[at + 2]!];
      const far = Math.max(
        ...pixel.map((part, c) => Math.abs(part - background[c]!)),
      );
      if (far > SEEN) dots |= bit;
      if (far > farthest) [farthest, seen] = [far, pixel];
    }
  }
  if (dots === 0) return " ";
  const drawn = String.fromCodePoint(BRAILLE + dots);
  return color ? escape(38, seen) + drawn : drawn;
}

/** Select Graphic Rendition with 24 bits of colour; 38 is for letters, 48 for what is behind them. */
function escape(what: 38 | 48, rgb: Rgb): string {
  return `\x1b[${what};2;${rgb.join(";")}m`;
}
