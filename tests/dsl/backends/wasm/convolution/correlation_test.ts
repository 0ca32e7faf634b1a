import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  joinRows,
  type Phase,
  placeWords,
} from "../../../../../dsl/backends/wasm/convolution/correlation.ts";

const taps = [{ count: 4, source: 1, filter: 8 }];

Deno.test("rows of pixels that run on become one, and so does a column", () => {
  const image: Phase = {
    rows: 3,
    columns: 5,
    source: { row: 20, pixel: 4 },
    result: { row: 10, pixel: 2 },
    taps,
    places: 1,
  };
  const joined = joinRows(image);
  assertEquals([joined.rows, joined.columns], [1, 15]);
  const column = joinRows({ ...image, columns: 1 });
  assertEquals([column.rows, column.columns], [1, 3]);
  assertEquals([column.source.pixel, column.result.pixel], [20, 10]);
  const padded = { ...image, source: { row: 28, pixel: 4 } };
  assertEquals(joinRows(padded), padded);
});

/** Elements before what each output reads, and before it. */
function positions({ rows, columns, source, result }: Phase): number[][] {
  return Array.from(
    { length: rows * columns },
    (_, i) => {
      const [row, column] = [Math.floor(i / columns), i % columns];
      return [source, result].map((steps) =>
        row * steps.row + column * steps.pixel
      );
    },
  );
}

Deno.test("joined rows hold the same outputs in the same order", () => {
  const size = fc.integer({ min: 1, max: 6 });
  const phases = fc.record({
    rows: size,
    columns: size,
    pixels: fc.tuple(size, size),
    gaps: fc.tuple(fc.nat(1), fc.nat(1)),
  }).map(({ rows, columns, pixels: [a, b], gaps: [c, d] }): Phase => ({
    rows,
    columns,
    source: { row: columns * a + c, pixel: a },
    result: { row: columns * b + d, pixel: b },
    taps,
    places: 1,
  }));
  fc.assert(fc.property(phases, (phase) => {
    assertEquals(positions(joinRows(phase)), positions(phase));
  }));
});

Deno.test("a place is three distances in bytes", () => {
  assertEquals(
    placeWords([
      { source: 1, filter: 2, result: 3 },
      { source: 0, filter: 5, result: 0 },
    ]),
    Int32Array.of(4, 8, 12, 0, 20, 0),
  );
});
