import { assert, assertEquals, assertThrows } from "@std/assert";
import { dropout } from "../../../dsl/layers/dropout.ts";

Deno.test("dropout() takes rates from 0 up to, not including, 1", () => {
  assertEquals(dropout(0.25), { kind: "dropout", rate: 0.25 });
  assert(Object.is(dropout(-0).rate, 0));
  for (const rate of [1, -0.1, NaN, Infinity]) {
    assertThrows(() => dropout(rate), RangeError, "'rate'");
  }
});
