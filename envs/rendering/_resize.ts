import type { RgbImage } from "./render_rgb.ts";

/** What of an axis of old places is beneath each new place. */
interface Beneath {
  /** The first old place beneath each new one. */
  readonly first: Int32Array;
  /** Where the shares of each new place begin; one more at the end. */
  readonly begin: Int32Array;
  /** Which part of the new place each old one beneath it is. */
  readonly share: Float64Array;
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
  const data = new Uint8Array(3 * height * width);
  const sums = new Float64Array(3 * oldWidth);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    let from = 3 * oldWidth * rows.first[y]!;
    for (let k = rows.begin[y]!; k < rows.begin[y + 1]!; k++) {
      const share = rows.share[k]!;
      for (let i = 0; i < sums.length; i++) {
        sums[i]! += share * image.data[from++]!;
      }
    }
    for (let x = 0; x < width; x++) {
      let [red, green, blue] = [0, 0, 0];
      let i = 3 * columns.first[x]!;
      for (let k = columns.begin[x]!; k < columns.begin[x + 1]!; k++) {
        const share = columns.share[k]!;
        red += share * sums[i++]!;
        green += share * sums[i++]!;
        blue += share * sums[i++]!;
      }
      const to = 3 * (width * y + x);
      data[to] = Math.round(red);
      data[to + 1] = Math.round(green);
      data[to + 2] = Math.round(blue);
    }
  }
  return { shape: [height, width, 3], data };
}

/** In units of 1/now of an old place, the new place i is [i·old, (i + 1)·old): all its ends are integers. */
function beneath(old: number, now: number): Beneath {
  const first = new Int32Array(now);
  const begin = new Int32Array(now + 1);
  const shares: number[] = [];
  for (let i = 0; i < now; i++) {
    first[i] = Math.floor(i * old / now);
    for (let j = first[i]!; j * now < (i + 1) * old; j++) {
      const end = Math.min((j + 1) * now, (i + 1) * old);
      shares.push((end - Math.max(j * now, i * old)) / old);
    }
    begin[i + 1] = shares.length;
  }
  return { first, begin, share: Float64Array.from(shares) };
}
