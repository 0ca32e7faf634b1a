import { parseColor } from "./_color.ts";
import type { Scene, SceneColor, SceneShape } from "./scene.ts";

/**
 * Draws a scene as an SVG document.
 *
 * @param scene What there is to see.
 * @returns The document, one shape a line.
 * @throws {RangeError} If a colour is none.
 *
 * @example One moment of a cart and its pole
 * ```ts
 * import { make, renderSvg } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * const env = make("CartPole-v1");
 * env.reset({ seed: 1 });
 * assert(env.render("svg").startsWith("<svg"));
 *
 * const disc = { kind: "circle", center: [5, 5], radius: 4, fill: "#ca9865" } as const;
 * const scene = { width: 10, height: 10, background: "#ffffff", shapes: [disc] } as const;
 * assert(renderSvg(scene).includes("<circle"));
 * ```
 */
export function renderSvg(scene: Scene): string {
  const { width, height } = scene;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${
      safe(scene.background)
    }"/>`,
    ...scene.shapes.map(draw),
    "</svg>\n",
  ].join("\n");
}

const DRAW: {
  readonly [Kind in SceneShape["kind"]]: (
    shape: Extract<SceneShape, { kind: Kind }>,
  ) => string;
} = {
  polygon: ({ points, fill }) => {
    const corners = points.map(([x, y]) => `${short(x)},${short(y)}`).join(" ");
    return `<polygon points="${corners}" fill="${
      safe(fill)
    }" fill-rule="evenodd"/>`;
  },
  circle: ({ center: [x, y], radius, fill }) =>
    `<circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}" fill="${
      safe(fill)
    }"/>`,
  line: ({ from: [x1, y1], to: [x2, y2], width, stroke }) =>
    `<line x1="${short(x1)}" y1="${short(y1)}" x2="${short(x2)}" y2="${
      short(y2)
    }" ` +
    `stroke="${safe(stroke)}" stroke-width="${short(width)}"/>`,
};

function draw(shape: SceneShape): string {
  // The kind picks the rule made for it; TypeScript sees the union of them.
  return (DRAW[shape.kind] as (shape: SceneShape) => string)(shape);
}

/** A thousandth of a pixel is beyond what can be seen. */
function short(length: number): number {
  return Math.round(length * 1000) / 1000;
}

/** The colour, once it is known to be one and nothing else. */
function safe(color: SceneColor): SceneColor {
  parseColor(color);
  return color;
}
