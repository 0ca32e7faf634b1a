import { crc32, deflateSync } from "node:zlib";
import type { RgbImage } from "./render_rgb.ts";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Bits for each colour; red, green and blue; deflate; filters; no interlacing. */
const HEADER_END = [8, 2, 0, 0, 0];

/**
 * Writes a picture as a PNG file.
 *
 * @param image The picture.
 * @returns The bytes of the file.
 *
 * @example A picture of an environment
 * ```ts
 * import { encodePng, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const env = make("CartPole-v1");
 * env.reset({ seed: 1 });
 * const png = encodePng(env.render());
 * assertEquals(new TextDecoder().decode(png.subarray(1, 4)), "PNG");
 * ```
 */
export function encodePng(image: RgbImage): Uint8Array {
  const [height, width] = image.shape;
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, width);
  new DataView(header.buffer).setUint32(4, height);
  header.set(HEADER_END, 8);

  // Each row begins with the number of its filter: 0 leaves it as it is.
  const rows = new Uint8Array(height * (1 + 3 * width));
  for (let row = 0; row < height; row++) {
    const pixels = image.data.subarray(row * 3 * width, (row + 1) * 3 * width);
    rows.set(pixels, row * (1 + 3 * width) + 1);
  }
  return join([
    Uint8Array.from(SIGNATURE),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", new Uint8Array()),
  ]);
}

/** Length, name, content, and a checksum of name and content. */
function chunk(name: string, content: Uint8Array): Uint8Array {
  const named = join([new TextEncoder().encode(name), content]);
  const bytes = new Uint8Array(named.length + 8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(named, 4);
  view.setUint32(bytes.length - 4, crc32(named));
  return bytes;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
