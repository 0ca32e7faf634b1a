import fc from "fast-check";
import { assertEquals } from "@std/assert";
import { ulpsApart } from "./ulps.ts";

Deno.test("neighbours are 1 ulp apart", () => {
  assertEquals(ulpsApart(1, 1), 0);
  assertEquals(ulpsApart(1 + 2 ** -23, 1), 1);
  assertEquals(ulpsApart(1 - 2 ** -24, 1), 0.5);
  assertEquals(ulpsApart(0, 2 ** -149), 1);
  assertEquals(ulpsApart(-3, -3 - 2 ** -23), 0.5);
  assertEquals(ulpsApart(Infinity, 2 ** 128 - 2 ** 104), 1);
  assertEquals(ulpsApart(Infinity, 1e300), 0);
  assertEquals(ulpsApart(NaN, NaN), 0);
  assertEquals(ulpsApart(1, NaN), Infinity);
  assertEquals(ulpsApart(NaN, Infinity), Infinity);
});

Deno.test("any float and the next are 1 ulp apart", () => {
  const words = fc.integer({ min: 0, max: 0x7f7ffffe });
  fc.assert(fc.property(words, (word) => {
    const [low, high] = new Float32Array(Int32Array.of(word, word + 1).buffer);
    assertEquals(ulpsApart(high!, low!), 1);
    assertEquals(ulpsApart(-high!, -low!), 1);
  }));
});
