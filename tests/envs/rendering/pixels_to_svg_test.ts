import { assertEquals, assertMatch } from "@std/assert";
import { encodePng } from "../../../envs/rendering/encode_png.ts";
import { pixelsToSvg } from "../../../envs/rendering/pixels_to_svg.ts";
import { imageOf } from "./images.ts";

Deno.test("pixelsToSvg() holds the picture, pixel by pixel", () => {
  const image = imageOf("rb.", "#r.");
  const svg = pixelsToSvg(image);
  assertMatch(
    svg,
    /^<svg [^>]*width="3" height="2" viewBox="0 0 3 2">\n<image width="3" height="2" /,
  );
  assertMatch(svg, /image-rendering:pixelated/);
  const [, png] = /base64,([^"]+)"\/>\n<\/svg>\n$/.exec(svg)!;
  assertEquals(Uint8Array.fromBase64(png!), encodePng(image));
});
