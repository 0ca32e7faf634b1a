import { tensor } from "../../core/tensor.ts";
import { pixelNames } from "./_pixel_names.ts";
import type { Dataset } from "./dataset.ts";

const EXAMPLES = 1797;
const SIDE = 8;
const PIXELS = SIDE * SIDE;

/**
 * Loads 1,797 handwritten digits, images of 8 × 8 grey values from 0 (paper) to 16 (ink).
 *
 * They are the test part of *Optical Recognition of Handwritten Digits*, the same as scikit-learn's `load_digits`:
 * Alpaydin and Kaynak (1998), UCI Machine Learning Repository, https://doi.org/10.24432/C50P49.
 *
 * @returns `x` of shape [1797, 64], row by row of the image; `y` the digits.
 *
 * @example About 180 of each
 * ```ts
 * import { loadDigits } from "@silica/silica/algorithms";
 * import { assertEquals } from "@std/assert";
 *
 * const { x, y } = await loadDigits();
 * assertEquals(x.shape, [1797, 64]);
 * assertEquals(y.filter((digit) => digit === 3).length, 183);
 * ```
 */
export async function loadDigits(): Promise<Dataset> {
  const { DIGITS } = await import("./_digits_data.ts");
  const bytes = await unpack(DIGITS);
  const x = new Float32Array(EXAMPLES * PIXELS);
  const y: number[] = [];
  for (let i = 0; i < EXAMPLES; i++) {
    const begin = i * (PIXELS + 1);
    x.set(bytes.subarray(begin, begin + PIXELS), i * PIXELS);
    y.push(bytes[begin + PIXELS]!);
  }
  return Object.freeze({
    x: tensor(x, { shape: [EXAMPLES, PIXELS] }),
    y: Object.freeze(y),
    featureNames: pixelNames(SIDE),
    classNames: Object.freeze(Array.from({ length: 10 }, (_, i) => `${i}`)),
    description:
      "1,797 handwritten digits of 8 × 8 grey values from 0 to 16: the test part of Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak (1998), UCI Machine Learning Repository, https://doi.org/10.24432/C50P49, CC BY 4.0",
  });
}

/** The bytes that were packed with gzip and written as base64. */
async function unpack(base64: string): Promise<Uint8Array> {
  const packed = Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
  const stream = new Blob([packed]).stream()
    .pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
