import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { make } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import type { NumberType } from "../../../envs/spaces/number_array.ts";
import { dtypeObservation } from "../../../envs/wrappers/dtype_observation.ts";
import { film } from "./film.ts";
import { anyBox, anySpace, boundedBox, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

wrapperLaws(
  "dtypeObservation()",
  toyWith(anySpace, anyBox),
  fc.constantFrom<NumberType[]>("float32", "float64"),
  dtypeObservation,
);
wrapperLaws(
  "dtypeObservation() of integers",
  toyWith(anySpace, boundedBox),
  fc.constant("int32" as const),
  dtypeObservation,
);

Deno.test("dtypeObservation() leaves out what is behind the point, of bounds too", () => {
  const space = box({ low: [-2.5, 0.5], high: [2.5, 1.5] });
  const shown = film(space, { frames: [[-1.75, 0.75]] });
  const whole = dtypeObservation(shown, "int32");
  assertEquals(
    whole.observationSpace,
    box({ low: [-2, 0], high: [2, 1], dtype: "int32" }),
  );
  assertEquals(make(whole).reset().observation, Int32Array.of(-1, 0));
  assertEquals(
    make(dtypeObservation(shown, "float64")).reset().observation,
    Float64Array.of(-1.75, 0.75),
  );
});

Deno.test("dtypeObservation() refuses types that are none or do not reach", () => {
  assertThrows(
    () => dtypeObservation(cartPole(), "int8" as "uint8"),
    RangeError,
    `'dtype' must be one of "float32", "float64", "int32", "uint8": current value is "int8"`,
  );
  assertThrows(
    () => dtypeObservation(cartPole(), "uint8"),
    RangeError,
    "'low' must hold integers within [0, 255] for uint8",
  );
});
