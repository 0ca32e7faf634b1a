import { assertEquals, assertThrows } from "@std/assert";
import { input } from "../../dsl/input.ts";

Deno.test("input() begins a model, called input unless told otherwise", () => {
  assertEquals(input([4]).outputs.output.name, "input");
  assertEquals(input([], { name: "price" }).outputs.output.name, "price");
  assertEquals(input([2, 3]).shape, [2, 3]);
});

Deno.test("input() keeps its own copy of the shape", () => {
  const shape = [2, 3];
  const model = input(shape);
  shape[0] = 9;
  assertEquals(model.shape, [2, 3]);
});

Deno.test("input() refuses axes that are no positive integers, and names that are none", () => {
  for (const shape of [[0], [-1], [1.5], [NaN], [2, Infinity]]) {
    assertThrows(() => input(shape), RangeError, "Cannot begin a model as");
  }
  assertThrows(
    () => input(4 as unknown as number[]),
    TypeError,
    "Cannot begin a model as 'shape' must be an array of sizes: current value is 4",
  );
  assertThrows(() => input([65536, 65536]), RangeError, "at most 2147483647");
  for (const name of ["", "__proto__", "a b", "a/b", "-a"]) {
    assertThrows(() => input([4], { name }), RangeError, "'name' must begin");
  }
});
