import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import {
  heightOf,
  takesQuads,
} from "../../../../../dsl/backends/wasm/products/tile_height.ts";
import { plainly } from "./products.ts";

const size = fc.integer({ min: 1, max: 200 });

Deno.test("tiles of two vectors have six rows where sums take one instruction, and that divides them well", () => {
  assertEquals(heightOf(plainly(60, 64, 64), 2, true).height, 6);
  assertEquals(heightOf(plainly(50, 64, 64), 2, true).height, 5);
  assertEquals(heightOf(plainly(1, 64, 64), 2, true).height, 1);
});

Deno.test("a tile's sums, and what they are made of, fit the registers", () => {
  fc.assert(
    fc.property(
      fc.record({ rows: size, inner: size, columns: size }),
      fc.integer({ min: 1, max: 8 }),
      fc.boolean(),
      fc.boolean(),
      ({ rows, inner, columns }, width, transposeA, relaxed) => {
        const product = { ...plainly(rows, inner, columns), transposeA };
        const { height, cycles } = heightOf(product, width, relaxed);
        assert(height >= 1 && height <= rows);
        const numbers = takesQuads(product, height) ? height : 0;
        const held = Math.min(height, width) + 1 + numbers;
        assert(height * width + held + (relaxed ? 0 : 1) <= 15);
        // Two sums a cycle at most, and each takes a term in four cycles at best.
        const sums = Math.ceil(rows / height) * height * width * inner;
        assert(cycles >= sums / 2);
        assert(cycles >= 4 * inner * Math.ceil(rows / height));
      },
    ),
  );
});

Deno.test("more rows take longer", () => {
  fc.assert(
    fc.property(
      size,
      size,
      fc.integer({ min: 1, max: 8 }),
      (rows, inner, width) => {
        const { cycles } = heightOf(plainly(rows, inner, 64), width, true);
        const more = heightOf(plainly(2 * rows, inner, 64), width, true);
        assert(more.cycles > cycles && more.cycles <= 2 * cycles);
      },
    ),
  );
});
