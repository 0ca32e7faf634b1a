import fc from "fast-check";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { fromJsonNumber, toJsonNumber } from "../../envs/json_number.ts";

Deno.test("toJsonNumber() keeps every number through JSON", () => {
  fc.assert(
    fc.property(fc.double(), (x) => {
      const back = fromJsonNumber(JSON.parse(JSON.stringify(toJsonNumber(x))));
      assert(Object.is(back, x), `${x} became ${back}`);
    }),
    { examples: [[-0], [NaN], [Infinity], [-Infinity], [5e-324]] },
  );
  assertEquals(toJsonNumber(-0), "-0");
});

Deno.test("fromJsonNumber() refuses what is no number", () => {
  for (const value of [null, "1", "", "infinity", [], {}, undefined]) {
    assertThrows(
      () => fromJsonNumber(value),
      SyntaxError,
      "Cannot read a number",
    );
  }
});
