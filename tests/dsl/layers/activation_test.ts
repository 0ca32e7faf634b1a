import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import {
  activation,
  ACTIVATION_NAMES,
  type ActivationName,
} from "../../../dsl/layers/activation.ts";

Deno.test("activation() fills in what its function may be told", () => {
  const kind = "activation";
  assertEquals(activation("relu"), { kind, fn: "relu" });
  assertEquals(activation("leakyRelu"), { kind, fn: "leakyRelu", slope: 0.01 });
  assertEquals(activation("elu", { alpha: 2 }), { kind, fn: "elu", alpha: 2 });
  assertEquals(activation("gelu"), { kind, fn: "gelu", approximate: false });
});

Deno.test("activation() answers frozen layers", () => {
  for (const fn of ACTIVATION_NAMES) assert(Object.isFrozen(activation(fn)));
});

Deno.test("activation() refuses unknown functions and numbers that are none", () => {
  const { message } = assertThrows(
    () => activation("rleu" as ActivationName),
    RangeError,
  );
  assertMatch(message, /^Cannot describe an activation as .*"relu", .*"rleu"$/);
  const inherited = "constructor" as ActivationName;
  assertThrows(() => activation(inherited), RangeError, "must be one of");
  assertThrows(() => activation("elu", { alpha: NaN }), RangeError, "'alpha'");
  const slope = "steep" as unknown as number;
  assertThrows(() => activation("leakyRelu", { slope }), TypeError, "'slope'");
});

Deno.test("activation() knows no negative zero, as JSON does not", () => {
  const { slope } = activation("leakyRelu", { slope: -0 });
  assert(Object.is(slope, 0));
});
