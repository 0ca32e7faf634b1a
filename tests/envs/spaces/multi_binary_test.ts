import { assert, assertEquals, assertThrows } from "@std/assert";
import { multiBinary } from "../../../envs/spaces/multi_binary.ts";

Deno.test("multiBinary() is frozen all the way down", () => {
  const space = multiBinary(5);
  assertEquals(space, { kind: "multiBinary", shape: [5] });
  assert(Object.isFrozen(space) && Object.isFrozen(space.shape));
});

Deno.test("multiBinary() does not change with the shape it was made from", () => {
  const shape = [2, 3];
  const space = multiBinary(shape);
  shape[0] = 9;
  assertEquals(space.shape, [2, 3]);
  assertEquals(multiBinary([]).shape, []);
});

Deno.test("multiBinary() refuses shapes that cannot be", () => {
  for (const n of [0, -1, 1.5, NaN]) {
    assertThrows(
      () => multiBinary(n),
      RangeError,
      `Cannot describe a multi-binary space as 'shape' must be a positive integer: current value is ${n}`,
    );
  }
  assertThrows(() => multiBinary([2, 0]), RangeError, "'shape'");
  assertThrows(
    () => multiBinary([2 ** 20, 2 ** 20]),
    RangeError,
    "'shape' must have at most 2147483647 places: current value is [1048576, 1048576]",
  );
  assertThrows(() => multiBinary("3" as unknown as number), TypeError, "list");
});
