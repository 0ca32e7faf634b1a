import { assert, assertEquals, assertThrows } from "@std/assert";
import { box } from "../../../envs/spaces/box.ts";

Deno.test("box() is frozen all the way down, and rounds bounds to its numbers", () => {
  const space = box({ low: -4.8, high: [4.8, Infinity] });
  assertEquals(space, {
    kind: "box",
    dtype: "float32",
    shape: [2],
    low: Math.fround(-4.8),
    high: [Math.fround(4.8), Infinity],
  });
  assert(Object.isFrozen(space) && Object.isFrozen(space.shape));
  assert(Object.isFrozen(space.high));
  assertEquals(box({ low: -4.8, high: 4.8, dtype: "float64" }).low, -4.8);
});

Deno.test("box() takes its shape from the bounds, or is [1]", () => {
  assertEquals(box({ low: 0, high: 1 }).shape, [1]);
  assertEquals(box({ low: [0, 0, 0], high: 1 }).shape, [3]);
  assertEquals(box({ low: [0, 0], high: 1, shape: [2, 1] }).shape, [2, 1]);
  assertEquals(box({ low: 0, high: 1, shape: [] }).shape, []);
});

Deno.test("box() does not change with the lists it was made from", () => {
  const low = [0, 1];
  const shape = [2];
  const space = box({ low, high: 5, shape });
  low[0] = 9;
  shape[0] = 7;
  assertEquals(space.low, [0, 1]);
  assertEquals(space.shape, [2]);
});

Deno.test("box() refuses bounds that nothing lies between", () => {
  assertThrows(
    () => box({ low: [0, 2], high: [1, 1] }),
    RangeError,
    "Cannot describe a box as 'low' must be at most 'high': current pair of bounds 1 is 2 and 1",
  );
  assertThrows(
    () => box({ low: [0, 0], high: 1, shape: [3] }),
    RangeError,
    "'low' must be a number or one for each place of [3]: current length is 2",
  );
  assertThrows(
    () => box({ low: NaN, high: 1 }),
    RangeError,
    "'low' must hold numbers",
  );
  assertThrows(
    () => box({ low: 0, high: 256, dtype: "uint8" }),
    RangeError,
    "'high' must hold integers within [0, 255] for uint8: current value is 256",
  );
  assertThrows(
    () => box({ low: 0.5, high: 1, dtype: "int32" }),
    RangeError,
    "'low'",
  );
  assertThrows(
    () => box({ low: 0, high: 1, shape: [0] }),
    RangeError,
    "'shape'",
  );
  assertThrows(
    () => box({ low: 0, high: 1, dtype: "float16" as "float32" }),
    RangeError,
    `'dtype' must be one of "float32", "float64", "int32", "uint8"`,
  );
});

Deno.test("box() refuses bounds that are missing or no numbers", () => {
  for (const options of [{}, { low: 0 }, { low: 0, high: "1" }]) {
    assertThrows(
      () => box(options as { low: number; high: number }),
      TypeError,
      "must be a number or a list of numbers",
    );
  }
});
