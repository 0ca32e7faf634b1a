import { cannot, requireOneOf } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import { renderRgb, type RgbImage } from "./render_rgb.ts";
import { renderSvg } from "./render_svg.ts";
import type { Rendering } from "./rendering.ts";
import { pixelsToSvg } from "./pixels_to_svg.ts";
import { pixelsToText } from "./pixels_to_text.ts";
import { renderText } from "./render_text.ts";

/** How an environment can be looked at: as pixels, as an SVG document, or as text for a terminal. */
export type RenderMode = "rgb" | "svg" | "text";

/** What there is to see, in each {@linkcode RenderMode}. */
export type Rendered<Mode extends RenderMode> = Mode extends "rgb" ? RgbImage
  : string;

const RENDER: {
  readonly [Mode in RenderMode]: (
    rendering: Rendering,
    state: Float64Array,
  ) => RgbImage | string;
} = {
  rgb: ({ scene, pixels }, state) =>
    pixels?.(state) ?? renderRgb(scene!(state)),
  svg: ({ scene, pixels }, state) =>
    scene ? renderSvg(scene(state)) : pixelsToSvg(pixels!(state)),
  text: ({ scene, pixels, text }, state) =>
    text?.(state) ??
      (scene ? renderText(scene(state)) : pixelsToText(pixels!(state))),
};

const RENDER_MODES = Object.keys(RENDER) as RenderMode[];

/** Draws one state of an environment. */
export function renderState<Mode extends RenderMode>(
  { id, rendering }: EnvironmentDescription,
  state: Float64Array,
  mode: Mode,
): Rendered<Mode> {
  requireOneOf(mode, `render ${id}`, "mode", RENDER_MODES);
  if (rendering === null) {
    const wish = "its description must say how it is looked at";
    throw new RangeError(cannot(`render ${id}`, wish, null, "rendering"));
  }
  return RENDER[mode](rendering, state) as Rendered<Mode>;
}
