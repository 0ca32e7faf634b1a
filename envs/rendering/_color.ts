import { cannot, formatValue } from "../../core/errors.ts";
import type { SceneColor } from "./scene.ts";

/** Red, green and blue, 0 to 255 each. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** The parts of a colour; refuses what is none. */
export function parseColor(color: SceneColor): Rgb {
  if (!/^#[0-9a-f]{6}$/i.test(color)) {
    const wish = 'a colour must be "#" and six hexadecimal digits';
    throw new RangeError(cannot("draw a scene", wish, formatValue(color)));
  }
  const bits = Number.parseInt(color.slice(1), 16);
  return [bits >> 16, bits >> 8 & 255, bits & 255];
}
