import { assert, assertEquals, assertThrows } from "@std/assert";
import { discrete } from "../../../envs/spaces/discrete.ts";

Deno.test("discrete() is a frozen record", () => {
  assertEquals(discrete(4), { kind: "discrete", n: 4, start: 0 });
  assert(Object.isFrozen(discrete(4)));
});

Deno.test("discrete() refuses what cannot be counted", () => {
  for (const n of [0, -1, 1.5, NaN, Infinity]) {
    assertThrows(
      () => discrete(n),
      RangeError,
      `Cannot describe a discrete space as 'n' must be a positive integer: current value is ${n}`,
    );
  }
  assertThrows(() => discrete(2, { start: 0.5 }), RangeError, "'start'");
  assertThrows(
    () => discrete(2, { start: 2 ** 31 - 1 }),
    RangeError,
    "'start'",
  );
  assertEquals(discrete(1, { start: 2 ** 31 - 1 }).start, 2 ** 31 - 1);
});
