import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { make } from "../../../envs/make.ts";
import { type Box, box } from "../../../envs/spaces/box.ts";
import { equalSpaces, spaceSize } from "../../../envs/spaces/space.ts";
import { reshapeObservation } from "../../../envs/wrappers/reshape_observation.ts";
import { anyBox, anySpace, toyWith } from "./toys.ts";
import { seenIn, wrapperLaws } from "./wrapper_laws.ts";

wrapperLaws(
  "reshapeObservation()",
  toyWith(anySpace, anyBox),
  fc.boolean(),
  (inner, first) => {
    const size = spaceSize(inner.observationSpace);
    return reshapeObservation(inner, first ? [1, size] : [size]);
  },
);

Deno.test("reshapeObservation() changes no number, and there and back nothing", () => {
  fc.assert(fc.property(toyWith(anySpace, anyBox), fc.nat(), (toy, seed) => {
    const { shape } = toy.observationSpace;
    const flat = reshapeObservation(toy, [spaceSize(toy.observationSpace)]);
    const back = reshapeObservation(flat, shape.length === 0 ? [1] : shape);
    assertEquals(seenIn(flat, seed, 9), seenIn(toy, seed, 9));
    if (shape.length === 0) return;
    assertEquals(
      equalSpaces(back.observationSpace, toy.observationSpace),
      true,
    );
  }));
});

Deno.test("reshapeObservation() keeps each number's bounds", () => {
  const { low, high }: Box = cartPole().observationSpace;
  const square = reshapeObservation(cartPole(), [2, 2]);
  assertEquals(square.observationSpace, box({ low, high, shape: [2, 2] }));
  assertEquals(make(square).reset().observation.length, 4);
});

Deno.test("reshapeObservation() refuses axes with other room", () => {
  assertThrows(
    () => reshapeObservation(cartPole(), [3, 1]),
    RangeError,
    "Cannot reshape the observations of CartPole as 'shape' must have 4 places: current shape is [3, 1]",
  );
  assertThrows(
    () => reshapeObservation(cartPole(), [-2, -2]),
    RangeError,
    "'shape' must be a positive integer",
  );
  assertThrows(
    () => reshapeObservation(cartPole(), 4 as never),
    TypeError,
    "'shape' must be a list",
  );
});
