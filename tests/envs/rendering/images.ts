import fc from "fast-check";
import type { RgbImage } from "../../../envs/rendering/render_rgb.ts";

/** Pictures of noise. */
export const image: fc.Arbitrary<RgbImage> = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .chain(([height, width]) =>
    fc.uint8Array({
      minLength: height * width * 3,
      maxLength: height * width * 3,
    })
      .map((data) => ({ shape: [height, width, 3], data }))
  );

/** A picture of rows of letters: `.` is black, `#` white, `r` red, `b` blue. */
export function imageOf(...rows: string[]): RgbImage {
  const colors: Record<string, readonly number[]> = {
    ".": [0, 0, 0],
    "#": [255, 255, 255],
    r: [255, 0, 0],
    b: [0, 0, 255],
  };
  return {
    shape: [rows.length, rows[0]!.length, 3],
    data: Uint8Array.from([...rows.join("")].flatMap((c) => colors[c]!)),
  };
}
