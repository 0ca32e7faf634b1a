import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import {
  isBlocked,
  termsAtOnce,
} from "../../../../../dsl/backends/wasm/products/blocking.ts";
import { plainly } from "./products.ts";

Deno.test("784 terms of 128 rows and 512 columns are taken in three blocks, of one row in many", () => {
  assertEquals(termsAtOnce(plainly(128, 784, 512)), 264);
  assertEquals(termsAtOnce(plainly(1, 784, 512)), 16);
  assertEquals(termsAtOnce(plainly(128, 784, 10)), 784);
  assertEquals(termsAtOnce(plainly(64, 64, 64)), 64);
});

Deno.test("blocks hold fours of terms, and the last one is not empty", () => {
  const size = fc.integer({ min: 1, max: 5000 });
  fc.assert(
    fc.property(size, size, size, (rows, inner, columns) => {
      const product = plainly(rows, inner, columns);
      const terms = termsAtOnce(product);
      assertEquals(isBlocked(product), terms !== inner);
      if (terms === inner) return;
      assert(terms < inner && terms > 0);
      assertEquals(terms % 4, 0);
      assertEquals(isBlocked({ ...product, transposeB: true }), false);
    }),
  );
});
