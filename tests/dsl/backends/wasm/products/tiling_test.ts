import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import { panelsOf } from "../../../../../dsl/backends/wasm/products/tiling.ts";
import { plainly } from "./products.ts";

Deno.test("64 columns are covered by tiles of 8, 10 columns by one tile", () => {
  const vector = (column: number, fresh = 4) => ({ column, lanes: 4, fresh });
  assertEquals(panelsOf(plainly(64, 64, 64), true), [
    { height: 6, vectors: [vector(0), vector(4)], column: 0, count: 8 },
  ]);
  assertEquals(panelsOf(plainly(64, 64, 10), true), [
    {
      height: 3,
      vectors: [vector(0), vector(4), vector(6, 2)],
      column: 0,
      count: 1,
    },
  ]);
  assertEquals(panelsOf(plainly(64, 64, 2), true), [
    {
      height: 8,
      vectors: [{ column: 0, lanes: 2, fresh: 2 }],
      column: 0,
      count: 1,
    },
  ]);
});

Deno.test("every column is stored once, and no other is loaded", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 300 }),
      fc.boolean(),
      fc.boolean(),
      (rows, inner, columns, transposeA, relaxed) => {
        const product = { ...plainly(rows, inner, columns), transposeA };
        const stored: number[] = [];
        for (const panels of panelsOf(product, relaxed)) {
          assert(panels.height >= 1 && panels.height <= rows);
          for (let tile = 0; tile < panels.count; tile++) {
            for (const { column, lanes, fresh } of panels.vectors) {
              const width = 4 * panels.vectors.length;
              const first = panels.column + tile * width + column;
              assert(first >= 0 && first + lanes <= columns);
              assert(lanes === 4 || lanes === columns);
              for (let i = lanes - fresh; i < lanes; i++) {
                stored.push(first + i);
              }
            }
          }
        }
        assertEquals(
          stored.sort((a, b) => a - b),
          Array.from({ length: columns }, (_, i) => i),
        );
      },
    ),
  );
});
