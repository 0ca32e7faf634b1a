import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import {
  childKey,
  keyFor,
  keyOfSeed,
  type RandomKey,
} from "../../core/random_key.ts";

const root = keyOfSeed(1);
const text = (key: RandomKey): string => key.join();

Deno.test("childKey() gives 100,000 names 100,000 keys, in any 64 bits of them", () => {
  const kinds = [
    (i: number) => `${i}`,
    (i: number) => `environment/${i}/exploration`,
    (i: number) => String.fromCharCode(i & 0xff, i >> 8),
    (i: number) =>
      "x".repeat(i % 1000) + String.fromCharCode(0x4e00 + Math.floor(i / 1000)),
  ];
  const names = new Set(
    Array.from({ length: 100_000 }, (_, i) => kinds[i % 4]!(Math.floor(i / 4))),
  );
  const keys = [...names].map((name) => childKey(root, name));
  for (const [a, b] of [[0, 1], [0, 2], [1, 3], [2, 3]] as const) {
    assertEquals(
      new Set(keys.map((key) => key[a] * 2 ** 32 + key[b])).size,
      names.size,
    );
  }
  assert(names.size > 90_000, `${names.size} names`);
});

Deno.test("keyOfSeed() gives different seeds different keys", () => {
  const seeds = [
    ...Array.from({ length: 50_000 }, (_, i) => i),
    ...Array.from({ length: 50_000 }, (_, i) => i * 2 ** 32),
    2 ** 53 - 1,
  ];
  assertEquals(
    new Set(seeds.map((seed) => text(keyOfSeed(seed)))).size,
    new Set(seeds).size,
  );
});

Deno.test("Every bit of a name bears on every bit of the key", () => {
  const rounds = 2000;
  for (
    const [length, at, bit] of [[1, 0, 0], [5, 2, 3], [8, 7, 15], [9, 0, 1], [
      30,
      12,
      6,
    ]] as const
  ) {
    const flips = new Array<number>(128).fill(0);
    for (let round = 0; round < rounds; round++) {
      const units = Array.from(
        { length },
        (_, i) => (round * 7919 + i * 104729) & 0xffff,
      );
      const name = String.fromCharCode(...units);
      units[at]! ^= 1 << bit;
      const other = String.fromCharCode(...units);
      const [a, b] = [childKey(root, name), childKey(root, other)];
      for (let i = 0; i < 128; i++) {
        flips[i]! += (a[i >> 5]! ^ b[i >> 5]!) >>> (i & 31) & 1;
      }
    }
    // Binomial(2000, ½): five standard deviations are 112.
    for (const count of flips) {
      assert(
        Math.abs(count - rounds / 2) < 112,
        `${count} flips at ${length}, ${at}, ${bit}`,
      );
    }
  }
});

Deno.test("Names are told apart by length, order and nesting, and parents by their names", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "binary" }),
      (a, b) => {
        const joined = childKey(root, a + b);
        assertNotEquals(joined, childKey(childKey(root, a), b));
        assertNotEquals(childKey(root, a), childKey(root, `${a}\0`));
        if (a === b) return;
        assertNotEquals(childKey(root, a), childKey(root, b));
        assertNotEquals(
          childKey(childKey(root, a), "x"),
          childKey(childKey(root, b), "x"),
        );
      },
    ),
  );
  assertNotEquals(keyFor(root, 1), keyFor(root, 2));
});
