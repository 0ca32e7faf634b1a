import { columnsWithin } from "./_columns_within.ts";
import { parseColor } from "./_color.ts";
import { drawDots } from "./_draw_dots.ts";
import { renderRgb } from "./render_rgb.ts";
import type { RenderTextOptions } from "./render_text_options.ts";
import type { Scene } from "./scene.ts";

/**
 * Draws a scene in braille dots, eight to a character, for a terminal.
 *
 * @param scene What there is to see.
 * @param options How large, and whether in colour.
 * @returns Lines of equal width, each ended by a line break.
 * @throws {RangeError} If a colour is none, or `columns` or `rows` is not a positive integer.
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
  const { color = false } = options;
  const columns = columnsWithin(options, scene, "draw a scene as text");
  const image = renderRgb(scene, { scale: 2 * columns / scene.width });
  return drawDots(image, parseColor(scene.background), color);
}
