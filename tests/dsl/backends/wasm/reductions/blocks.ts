import fc from "fast-check";
import type { DType, Shape } from "../../../../../dsl/graph/node.ts";
import { sizeOf } from "../../../../../dsl/graph/node.ts";

/** Sizes below, at and above what vectors and their groups hold. */
const size = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 9 }) },
  { weight: 1, arbitrary: fc.integer({ min: 10, max: 70 }) },
);

/** A value with some of its axes. */
export interface Block {
  readonly shape: Shape;
  readonly axes: readonly number[];
}

/** Values of up to six axes, of at most `most` elements. */
export function blocks(most: number): fc.Arbitrary<Block> {
  return fc.array(fc.tuple(size, fc.boolean()), {
    minLength: 1,
    maxLength: 6,
  }).map((drawn) => {
    let left = most;
    const shape = drawn.map(([size]) => {
      const fitting = Math.min(size, left);
      left = Math.floor(left / fitting);
      return fitting;
    });
    return {
      shape,
      axes: drawn.flatMap(([, isFolded], i) => isFolded ? [i] : []),
    };
  });
}

/** Whole numbers from −m to m that look random. */
export function scattered(count: number, seed: number, m: number): number[] {
  let state = seed | 1;
  return Array.from({ length: count }, () => {
    state = Math.imul(state ^ state >>> 15, 0x2c1b3c6d) + 0x9e3779b9 | 0;
    return (state >>> 7) % (2 * m + 1) - m;
  });
}

/** Elements of a value: of floats, multiples of 1/4, so that sums are exact; of whole numbers, any. */
export function elementsFor(
  shape: Shape,
  dtype: DType,
  seed: number,
): number[] {
  const count = sizeOf(shape);
  return dtype === "float32"
    ? scattered(count, seed, 16).map((x) => x / 4)
    : scattered(count, seed, 2 ** 23).map((x) => Math.imul(x, 257));
}
