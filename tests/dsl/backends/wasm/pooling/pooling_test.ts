import fc from "fast-check";
import { assertEquals } from "@std/assert";
import {
  axesOf,
  coversImage,
  overlaps,
  type PoolAxis,
  type Pooling,
} from "../../../../../dsl/backends/wasm/pooling/pooling.ts";
import { poolingOf, pools } from "./pools.ts";

Deno.test("the windows that lie inside an image are counted along each axis", () => {
  const pooling = poolingOf({
    image: [1, 5, 6, 1],
    options: {
      size: 3,
      strides: [1, 2],
      padding: { top: 2, bottom: 0, left: 0, right: 1 },
    },
  });
  const [down, across] = axesOf(pooling);
  assertEquals([down.windows, down.inside], [5, [2, 5]]);
  assertEquals([across.windows, across.inside], [3, [0, 2]]);
});

/** The cells of each window along an axis, also those outside the image. */
function cellsOf({ windows, size, stride, before }: PoolAxis): number[][] {
  return Array.from(
    { length: windows },
    (_, window) =>
      Array.from({ length: size }, (_, i) => window * stride - before + i),
  );
}

/** In how many windows each cell of the image lies, along an axis. */
function countsOf(axis: PoolAxis): number[] {
  const counts = new Array<number>(axis.cells).fill(0);
  for (const cell of cellsOf(axis).flat()) {
    if (cell in counts) counts[cell]!++;
  }
  return counts;
}

Deno.test("insides, overlaps and gaps are those that a look at each cell finds", () => {
  fc.assert(
    fc.property(pools, (pool) => {
      const pooling = poolingOf(pool);
      const axes = axesOf(pooling);
      for (const axis of axes) {
        const [from, to] = axis.inside;
        cellsOf(axis).forEach((cells, window) => {
          const isInside = cells.every((cell) =>
            cell >= 0 && cell < axis.cells
          );
          assertEquals(window >= from && window < to, isInside);
        });
      }
      const counts = axes.map(countsOf);
      assertEquals(
        coversImage(pooling),
        counts.flat().every((count) => count > 0),
      );
      if (counts.flat().some((count) => count > 1)) {
        assertEquals(overlaps(pooling), true);
      }
    }),
    { numRuns: 300 },
  );
});

/** What is special about a pool. */
function traits(pooling: Pooling): string[] {
  const { image, geometry: { size } } = pooling;
  return [
    overlaps(pooling) ? "overlaps" : "apart",
    coversImage(pooling) ? "covers" : "gaps",
    ...axesOf(pooling).map(({ windows, inside: [from, to] }) => {
      if (from === to) return "none inside";
      return to - from === windows ? "all inside" : "some inside";
    }),
    size[0] * size[1] > 16 ? "large" : "small",
    `tail of ${image[3]! % 4}`,
    image[3]! > 32 ? "many channels" : "few channels",
  ];
}

Deno.test("the pools above are of every sort", () => {
  const drawn = fc.sample(pools, { numRuns: 500, seed: 1 });
  const seen = new Set(drawn.map(poolingOf).flatMap(traits));
  assertEquals(seen.size, 15, `${[...seen]}`);
});
