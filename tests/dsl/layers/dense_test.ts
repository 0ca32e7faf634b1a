import { assert, assertEquals, assertThrows } from "@std/assert";
import { dense } from "../../../dsl/layers/dense.ts";
import {
  heNormal,
  type Initializer,
  orthogonal,
} from "../../../dsl/layers/initializer.ts";

Deno.test("dense() begins as Keras does unless told otherwise", () => {
  assertEquals(dense(10), {
    kind: "dense",
    units: 10,
    useBias: true,
    kernelInitializer: { kind: "glorotUniform" },
    biasInitializer: { kind: "constant", value: 0 },
  });
  const layer = dense(2, { useBias: false, kernelInitializer: heNormal() });
  assertEquals(layer.useBias, false);
  assertEquals(layer.kernelInitializer, { kind: "heNormal" });
  assert(Object.isFrozen(layer));
});

Deno.test("dense() refuses nonsense", () => {
  for (const units of [0, -1, 1.5, NaN, Infinity, 2 ** 53]) {
    assertThrows(() => dense(units), RangeError, "'units' must be");
  }
  const text = "heNormal" as unknown as Initializer;
  assertEquals(
    assertThrows(() => dense(2, { kernelInitializer: text }), TypeError)
      .message,
    "Cannot describe a dense layer as 'kernelInitializer' must be an initializer such as heNormal(): current value is \"heNormal\"",
  );
  assertEquals(
    assertThrows(() => dense(2, { biasInitializer: orthogonal() }), RangeError)
      .message,
    "Cannot describe a dense layer as 'biasInitializer' must suit weights of 1 axis: current value is orthogonal, which takes two or more",
  );
});
