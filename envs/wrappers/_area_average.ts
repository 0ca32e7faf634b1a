import type { PictureAxes } from "./_pictures.ts";

/** What is beneath each place of an axis of `to` places that stretches over one of `from`. */
interface Overlaps {
  /** The first old place beneath each new one. */
  readonly first: Int32Array;
  /** Where the shares of each new place begin; one more at the end. */
  readonly begin: Int32Array;
  /** How much of each old place is beneath: integers that sum to `from` for each new place. */
  readonly share: Float64Array;
}

/**
 * In units of 1/`to` of an old place, the old place j is [j·to, (j+1)·to) and the
 * new place i is [i·from, (i+1)·from): all overlaps are integers, and all sums exact.
 */
function overlaps(from: number, to: number): Overlaps {
  const first = new Int32Array(to);
  const begin = new Int32Array(to + 1);
  const shares: number[] = [];
  for (let i = 0; i < to; i++) {
    first[i] = Math.floor(i * from / to);
    for (let j = first[i]!; j * to < (i + 1) * from; j++) {
      const top = Math.max(i * from, j * to);
      const bottom = Math.min((i + 1) * from, (j + 1) * to);
      shares.push(bottom - top);
    }
    begin[i + 1] = shares.length;
  }
  return { first, begin, share: Float64Array.from(shares) };
}

/**
 * What writes pictures in another size: each new pixel is the mean of what is
 * beneath it, every old pixel counting by the area that is.
 *
 * @param axes Those of the old pictures.
 * @param height How many rows the new ones have.
 * @param width How many columns.
 * @param whole Whether means are rounded to integers, halves upwards.
 */
export function areaAverage(
  axes: PictureAxes,
  height: number,
  width: number,
  whole: boolean,
): (
  seen: ArrayLike<number>,
  out: { [place: number]: number },
) => void {
  const { channels } = axes;
  const stride = axes.width * channels;
  const rows = overlaps(axes.height, height);
  const columns = overlaps(axes.width, width);
  const area = axes.height * axes.width;
  const sums = new Float64Array(stride);

  /** Σⱼ shareⱼ · row j, over the rows beneath row `y`. */
  function sumRows(seen: ArrayLike<number>, y: number): void {
    sums.fill(0);
    let at = rows.first[y]! * stride;
    for (let k = rows.begin[y]!; k < rows.begin[y + 1]!; k++) {
      const share = rows.share[k]!;
      for (let x = 0; x < stride; x++) sums[x]! += share * seen[at + x]!;
      at += stride;
    }
  }

  return (seen, out) => {
    let place = 0;
    for (let y = 0; y < height; y++) {
      sumRows(seen, y);
      for (let x = 0; x < width; x++) {
        const left = columns.first[x]! * channels;
        for (let channel = 0; channel < channels; channel++) {
          let sum = 0;
          let at = left + channel;
          for (let k = columns.begin[x]!; k < columns.begin[x + 1]!; k++) {
            sum += columns.share[k]! * sums[at]!;
            at += channels;
          }
          const mean = sum / area;
          out[place++] = whole ? Math.floor(mean + 0.5) : mean;
        }
      }
    }
  };
}
