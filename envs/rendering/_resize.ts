import type { RgbImage } from "./render_rgb.ts";

/** What of an axis of old places is beneath each new place. */
interface Beneath {
  /** The first old place of each new one, and the one behind its last. */
  readonly begin: Int32Array;
  readonly end: Int32Array;
  /** How much of an old place is beneath a new one, as a part of the new one. */
  part(from: number, to: number): number;
}

/**
 * A picture in another size: each new pixel is the mean of what is beneath it,
 * every old pixel counting by the area that is.
 *
 * @param image The picture.
 * @param height How many rows the new one has.
 * @param width How many columns.
 * @returns A new picture.
 */
export function resize(
  image: RgbImage,
  height: number,
  width: number,
): RgbImage {
  const [oldHeight, oldWidth] = image.shape;
  const rows = beneath(oldHeight, height);
  const columns = beneath(oldWidth, width);
  const narrow = new Float32Array(oldHeight * width * 3);
  for (let x = 0; x < width; x++) {
    for (let from = columns.begin[x]!; from < columns.end[x]!; from++) {
      const part = columns.part(from, x);
      for (let y = 0; y < oldHeight; y++) {
        const [to, at] = [3 * (y * width + x), 3 * (y * oldWidth + from)];
        for (let c = 0; c < 3; c++) {
          narrow[to + c]! += part * image.data[at + c]!;
        }
      }
    }
  }
  const sums = new Float32Array(height * width * 3);
  for (let y = 0; y < height; y++) {
    for (let from = rows.begin[y]!; from < rows.end[y]!; from++) {
      const part = rows.part(from, y);
      const [to, at] = [3 * y * width, 3 * from * width];
      for (let i = 0; i < 3 * width; i++) {
        sums[to + i]! += part * narrow[at + i]!;
      }
    }
  }
  return { shape: [height, width, 3], data: Uint8Array.from(sums, Math.round) };
}

/** In units of an old place, a new place is [i·old/now, (i + 1)·old/now). */
function beneath(old: number, now: number): Beneath {
  const begin = new Int32Array(now);
  const end = new Int32Array(now);
  for (let i = 0; i < now; i++) {
    begin[i] = Math.floor(i * old / now);
    end[i] = Math.ceil((i + 1) * old / now);
  }
  const part = (from: number, to: number) =>
    Math.min(from + 1, (to + 1) * old / now) - Math.max(from, to * old / now);
  return { begin, end, part: (from, to) => part(from, to) * now / old };
}
