import { assert, assertEquals, assertThrows } from "@std/assert";
import { multiDiscrete } from "../../../envs/spaces/multi_discrete.ts";

Deno.test("multiDiscrete() is frozen all the way down, and starts at 0", () => {
  const space = multiDiscrete([5, 2]);
  assertEquals(space, { kind: "multiDiscrete", nvec: [5, 2], start: [0, 0] });
  assert(Object.isFrozen(space));
  assert(Object.isFrozen(space.nvec) && Object.isFrozen(space.start));
});

Deno.test("multiDiscrete() does not change with the lists it was made from", () => {
  const [nvec, start] = [[5, 2], [1, -1]];
  const space = multiDiscrete(nvec, { start });
  nvec[0] = 7;
  start[0] = 7;
  assertEquals([space.nvec, space.start], [[5, 2], [1, -1]]);
});

Deno.test("multiDiscrete() refuses what cannot be counted", () => {
  assertThrows(
    () => multiDiscrete([]),
    RangeError,
    "Cannot describe a multi-discrete space as 'nvec' must have a place: current length is 0",
  );
  for (const n of [0, -1, 1.5, NaN]) {
    assertThrows(
      () => multiDiscrete([2, n]),
      RangeError,
      `'nvec[1]' must be a positive integer: current value is ${n}`,
    );
  }
  assertThrows(
    () => multiDiscrete([2, 2], { start: [0] }),
    RangeError,
    "'start' must be as long as 'nvec', which is 2: current length is 1",
  );
  assertThrows(
    () => multiDiscrete([2], { start: [2 ** 31 - 1] }),
    RangeError,
    "'start[0]'",
  );
  assertThrows(
    () => multiDiscrete(3 as unknown as number[]),
    TypeError,
    "'nvec' must be a list of integers: current value is 3",
  );
});
