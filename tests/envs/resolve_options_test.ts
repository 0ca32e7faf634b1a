import { assertEquals, assertThrows } from "@std/assert";
import { resolveOptions } from "../../envs/resolve_options.ts";

const DEFAULTS = { isWet: false, depth: 3 };
const resolve = (options: unknown) =>
  resolveOptions("swim", options as Partial<typeof DEFAULTS>, DEFAULTS);

Deno.test("resolveOptions() completes what was given", () => {
  assertEquals(resolve({ isWet: true }), { isWet: true, depth: 3 });
  assertEquals(resolve({ isWet: undefined, depth: 4 }), {
    isWet: false,
    depth: 4,
  });
});

Deno.test("resolveOptions() refuses what is no record of its options", () => {
  assertThrows(() => resolve({ deep: 1 }), RangeError, '"depth"');
  for (const none of [null, 5, "isWet", [], [true]]) {
    assertThrows(() => resolve(none), TypeError, "must be a record");
  }
});

Deno.test("resolveOptions() takes only true and false for a choice between them", () => {
  for (const value of [0, 1, "no", null]) {
    assertThrows(
      () => resolve({ isWet: value }),
      TypeError,
      "Cannot swim as 'isWet' must be true or false: current value is ",
    );
  }
});
