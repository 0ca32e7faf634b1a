import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  split,
  splitEvenly,
} from "../../../../../dsl/backends/wasm/convolution/split.ts";

Deno.test("fourteen are two fives and a four", () => {
  assertEquals(split(14, 6), [{ size: 5, count: 2 }, { size: 4, count: 1 }]);
  assertEquals(split(12, 6), [{ size: 6, count: 2 }]);
  assertEquals(split(1, 6), [{ size: 1, count: 1 }]);
});

Deno.test("parts are as few as can be, and differ by one at most", () => {
  const length = fc.integer({ min: 1, max: 500 });
  const most = fc.integer({ min: 1, max: 40 });
  fc.assert(fc.property(length, most, (length, most) => {
    const parts = split(length, most);
    const sum = (of: (part: typeof parts[number]) => number) =>
      parts.reduce((total, part) => total + of(part), 0);
    assertEquals(sum(({ size, count }) => size * count), length);
    assertEquals(sum(({ count }) => count), Math.ceil(length / most));
    assert(
      parts.every(({ size, count }) => size >= 1 && size <= most && count >= 1),
    );
    assert(parts.length === 1 || parts[0]!.size === parts[1]!.size + 1);
    assert(parts.length <= 2);
  }));
});

Deno.test("parts of one size are taken where they are long enough", () => {
  assertEquals(splitEvenly(28, 10), [{ size: 7, count: 4 }]);
  assertEquals(splitEvenly(22, 10), split(22, 10));
  assertEquals(splitEvenly(3, 10), [{ size: 3, count: 1 }]);
  const size = fc.integer({ min: 1, max: 60 });
  fc.assert(fc.property(size, size, (length, most) => {
    const parts = splitEvenly(length, most);
    const [{ size, count }] = parts as [typeof parts[number]];
    if (parts.length > 1) return assertEquals(parts, split(length, most));
    assertEquals(size * count, length);
    assert(size <= most && (2 * size >= most || count === 1));
  }));
});
