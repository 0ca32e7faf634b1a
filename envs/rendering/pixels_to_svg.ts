import { encodePng } from "./encode_png.ts";
import type { RgbImage } from "./render_rgb.ts";

/**
 * Puts a picture into an SVG document, pixel by pixel however much it is enlarged.
 *
 * @param image The picture.
 * @returns The document.
 *
 * @example One red pixel
 * ```ts
 * import { pixelsToSvg } from "@silica/silica/envs";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const image = { shape: [1, 1, 3], data: Uint8Array.of(255, 0, 0) } as const;
 * assertStringIncludes(pixelsToSvg(image), "data:image/png;base64,");
 * ```
 */
export function pixelsToSvg(image: RgbImage): string {
  const [height, width] = image.shape;
  const png = encodePng(image).toBase64();
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<image width="${width}" height="${height}" style="image-rendering:pixelated" href="data:image/png;base64,${png}"/>`,
    "</svg>\n",
  ].join("\n");
}
