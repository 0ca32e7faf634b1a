import fc from "fast-check";
import { crc32, inflateSync } from "node:zlib";
import { assertEquals } from "@std/assert";
import { encodePng } from "../../../envs/rendering/encode_png.ts";
import type { RgbImage } from "../../../envs/rendering/render_rgb.ts";
import { image } from "./images.ts";

/** Reads a PNG of 8-bit colours, by the specification, section 5. */
function readPng(bytes: Uint8Array): RgbImage {
  assertEquals([...bytes.subarray(0, 8)], [137, 80, 78, 71, 13, 10, 26, 10]);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const chunks: Record<string, Uint8Array> = {};
  let at = 8;
  while (at < bytes.length) {
    const length = view.getUint32(at);
    const named = bytes.subarray(at + 4, at + 8 + length);
    assertEquals(view.getUint32(at + 8 + length), crc32(named));
    chunks[new TextDecoder().decode(named.subarray(0, 4))] = named.subarray(4);
    at += 12 + length;
  }
  assertEquals(Object.keys(chunks), ["IHDR", "IDAT", "IEND"]);
  const header = chunks.IHDR!;
  const [width, height] = [0, 4].map((i) =>
    new DataView(header.slice().buffer).getUint32(i)
  );
  assertEquals([...header.subarray(8)], [8, 2, 0, 0, 0]);
  const rows = inflateSync(chunks.IDAT!);
  const data = new Uint8Array(height! * width! * 3);
  for (let y = 0; y < height!; y++) {
    const start = y * (1 + 3 * width!);
    assertEquals(rows[start], 0);
    data.set(rows.subarray(start + 1, start + 1 + 3 * width!), y * 3 * width!);
  }
  return { shape: [height!, width!, 3], data };
}

Deno.test("encodePng() keeps every pixel", () => {
  fc.assert(fc.property(image, (image) => {
    assertEquals(readPng(encodePng(image)), image);
  }));
});
