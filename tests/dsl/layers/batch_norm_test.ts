import { assertEquals, assertThrows } from "@std/assert";
import { batchNorm } from "../../../dsl/layers/batch_norm.ts";

Deno.test("batchNorm() has Keras's defaults", () => {
  assertEquals(batchNorm(), {
    kind: "batchNorm",
    momentum: 0.99,
    epsilon: 0.001,
    scale: true,
    center: true,
  });
});

Deno.test("batchNorm() refuses nonsense", () => {
  for (const momentum of [-0.1, 1.1, NaN]) {
    assertThrows(() => batchNorm({ momentum }), RangeError, "'momentum'");
  }
  for (const epsilon of [0, -1, Infinity]) {
    assertThrows(() => batchNorm({ epsilon }), RangeError, "'epsilon'");
  }
});
