import { cannot, quote, requireWithin } from "../../core/errors.ts";
import { GLYPHS } from "./_glyphs.ts";
import type { PolygonShape, SceneColor, ScenePoint } from "./scene.ts";

/** Where a {@linkcode label} stands, how large and in what. */
export interface LabelStyle {
  /** Its middle. */
  readonly at: ScenePoint;
  /** How high its letters are, in pixels; they are 5/7 as wide, and 1/7 apart. */
  readonly size: number;
  /** What it is drawn in. */
  readonly fill: SceneColor;
}

const ROWS = 7;
const COLUMNS = 5;
/** A letter and the gap behind it. */
const ADVANCE = COLUMNS + 1;

/**
 * Text in a picture, made of large dots.
 *
 * @param text A line of letters without accents, which are all drawn as capitals, digits, spaces and `.,:!?'+-=/%()<>`.
 * @param style Where it stands, how large and in what.
 * @returns One shape for each letter that has dots.
 * @throws {RangeError} If there is no such letter, or the size is not above 0.
 *
 * @example A minus, seven pixels high
 * ```ts
 * import { label, renderText } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const shapes = label("-", { at: [2.5, 3.5], size: 7, fill: "#000000" });
 * const scene = { width: 6, height: 8, background: "#ffffff", shapes } as const;
 * assertEquals(renderText(scene, { columns: 3 }), "⣀⣀⡀\n   \n");
 * ```
 */
export function label(text: string, style: LabelStyle): PolygonShape[] {
  const action = "draw a label";
  const { at: [x, y], size, fill } = style;
  requireWithin(size, action, "size", { min: 0, minExclusive: true });
  const dot = size / ROWS;
  const letters = [...text];
  const left = x - (letters.length * ADVANCE - 1) * dot / 2;
  const top = y - size / 2;
  return letters.flatMap((letter, i): PolygonShape[] => {
    const glyph = GLYPHS[letter.toUpperCase()];
    if (glyph === undefined) {
      const wish = `its letters must be among ${Object.keys(GLYPHS).join("")}`;
      throw new RangeError(cannot(action, wish, quote(letter), "letter"));
    }
    const corner: ScenePoint = [left + i * ADVANCE * dot, top];
    const points = outline(glyph, corner, dot);
    return points.length === 0 ? [] : [{ kind: "polygon", points, fill }];
  });
}

/**
 * One outline around all the dots of a letter. From the top left corner of the
 * letter it goes to each run of dots in a row, around it, and back the same way,
 * where it encloses nothing.
 */
function outline(
  glyph: string,
  [left, top]: ScenePoint,
  dot: number,
): ScenePoint[] {
  return glyph.split(" ").flatMap((row, y) =>
    [...row.matchAll(/#+/g)].flatMap(({ index, 0: run }): ScenePoint[] => {
      const [begin, end] = [
        left + index * dot,
        left + (index + run.length) * dot,
      ];
      const [above, below] = [top + y * dot, top + (y + 1) * dot];
      return [
        [left, top],
        [begin, above],
        [end, above],
        [end, below],
        [begin, below],
        [begin, above],
      ];
    })
  );
}
