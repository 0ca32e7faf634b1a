import { assert, assertEquals, assertThrows } from "@std/assert";
import { reshape } from "../../../dsl/layers/reshape.ts";

Deno.test("reshape() keeps its own copy of the shape, with -1 as it is", () => {
  const shape = [-1, 4];
  const layer = reshape(shape);
  shape[1] = 0;
  assertEquals(layer, { kind: "reshape", shape: [-1, 4] });
  assert(Object.isFrozen(layer.shape));
});

Deno.test("reshape() refuses nonsense", () => {
  for (const shape of [[0], [-2], [1.5], [NaN]]) {
    assertThrows(() => reshape(shape), RangeError, "a positive integer or -1");
  }
  assertThrows(
    () => reshape(6 as unknown as number[]),
    TypeError,
    "Cannot describe a reshape layer as 'shape' must be an array of sizes: current value is 6",
  );
  assertEquals(
    assertThrows(() => reshape([-1, 2, -1]), RangeError).message,
    "Cannot describe a reshape layer as at most one axis of 'shape' may be -1: current value is [-1, 2, -1]",
  );
});
