import { cannot, requireOneOf } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import { renderRgb, type RgbImage } from "./render_rgb.ts";
import { renderSvg } from "./render_svg.ts";
import type { Rendering } from "./rendering.ts";
import { pixelsToSvg } from "./pixels_to_svg.ts";
import { pixelsToText } from "./pixels_to_text.ts";
import { renderText } from "./render_text.ts";
import type { RenderTextOptions } from "./render_text_options.ts";

/** How an environment can be looked at: as pixels, as an SVG document, or as text for a terminal. */
export type RenderMode = "rgb" | "svg" | "text";

/** What can be asked of a picture in each {@linkcode RenderMode}: of text, how large it is and whether it is coloured. */
export type RenderOptions<Mode extends RenderMode> = Mode extends "text"
  ? RenderTextOptions
  : Readonly<Record<string, never>>;

/** What there is to see, in each {@linkcode RenderMode}. */
export type Rendered<Mode extends RenderMode> = Mode extends "rgb" ? RgbImage
  : string;

const RENDER: {
  readonly [Mode in RenderMode]: (
    rendering: Rendering,
    state: Float64Array,
    options: RenderTextOptions,
  ) => RgbImage | string;
} = {
  rgb: ({ scene, pixels }, state) =>
    pixels?.(state) ?? renderRgb(scene!(state)),
  svg: ({ scene, pixels }, state) =>
    scene ? renderSvg(scene(state)) : pixelsToSvg(pixels!(state)),
  text: ({ scene, pixels, text }, state, options) =>
    text?.(state) ??
      (scene
        ? renderText(scene(state), options)
        : pixelsToText(pixels!(state), options)),
};

const RENDER_MODES = Object.keys(RENDER) as RenderMode[];

/**
 * Draws one state of an environment.
 *
 * @param description The environment.
 * @param state The state, only to be read.
 * @param mode Pixels, an SVG document, or text for a terminal.
 * @param options Of text, how large it is and whether it is coloured; where an
 * environment writes its own text, that is shown as it is.
 * @returns What there is to see.
 * @throws {RangeError} If there is no such mode, nothing to see, or an option is out of range.
 */
export function renderState<Mode extends RenderMode>(
  { id, rendering }: EnvironmentDescription,
  state: Float64Array,
  mode: Mode,
  options: RenderOptions<Mode> = {},
): Rendered<Mode> {
  requireOneOf(mode, `render ${id}`, "mode", RENDER_MODES);
  if (rendering === null) {
    const wish = "its description must say how it is looked at";
    throw new RangeError(cannot(`render ${id}`, wish, null, "rendering"));
  }
  return RENDER[mode](rendering, state, options) as Rendered<Mode>;
}
