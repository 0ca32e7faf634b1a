import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  constant,
  heNormal,
  ones,
  orthogonal,
  zeros,
} from "../../../dsl/layers/initializer.ts";

Deno.test("initializers are frozen descriptions", () => {
  assertEquals(zeros(), { kind: "constant", value: 0 });
  assertEquals(ones(), { kind: "constant", value: 1 });
  assertEquals(heNormal(), { kind: "heNormal" });
  assertEquals(orthogonal(), { kind: "orthogonal", gain: 1 });
  assert(Object.isFrozen(orthogonal({ gain: 2 })));
});

Deno.test("initializers refuse numbers that are none", () => {
  assertThrows(() => constant(NaN), RangeError, "'value'");
  assertThrows(() => orthogonal({ gain: Infinity }), RangeError, "'gain'");
});
