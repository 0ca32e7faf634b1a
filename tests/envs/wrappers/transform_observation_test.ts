import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { make } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { dict } from "../../../envs/spaces/dict.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";
import {
  flattenSpace,
  flattenValue,
} from "../../../envs/spaces/flatten_value.ts";
import { transformObservation } from "../../../envs/wrappers/transform_observation.ts";
import { anySpace, toyWith } from "./toys.ts";
import { seenIn, wrapperLaws } from "./wrapper_laws.ts";

wrapperLaws(
  "transformObservation()",
  toyWith(anySpace, anySpace),
  fc.constant(undefined),
  (inner) => {
    const space = inner.observationSpace;
    return transformObservation(
      inner,
      flattenSpace(space),
      (seen) => flattenValue(space, seen),
    );
  },
);

Deno.test("transformObservation() of nothing changes nothing", () => {
  fc.assert(fc.property(toyWith(anySpace, anySpace), fc.nat(), (toy, seed) => {
    const same = transformObservation(
      toy,
      toy.observationSpace,
      (seen) => seen as never,
    );
    assertEquals(seenIn(same, seed, 9), seenIn(toy, seed, 9));
  }));
});

Deno.test("transformObservation() shows what the function answers, in any kind of lists", () => {
  const cart = box({ low: -5, high: 5, shape: [2] });
  const named = transformObservation(
    cartPole(),
    dict({ cart, leaning: discrete(2) }),
    (seen) => ({ cart: [seen[0]!, 0.5], leaning: seen[2]! < 0 ? 0 : 1 }),
  );
  using env = make(named);
  using plain = make(cartPole());
  const { observation: seen } = plain.reset({ seed: 1 });
  const { observation } = env.reset({ seed: 1 });
  assertEquals(observation.cart, Float32Array.of(seen[0]!, 0.5));
  assertEquals(observation.leaning, seen[2]! < 0 ? 0 : 1);
  assertEquals(named.wrappers[0]!.options, null);
});

Deno.test("transformObservation() refuses what is no space or no function", () => {
  assertThrows(
    () => transformObservation(cartPole(), {} as never, () => 0 as never),
    RangeError,
    "'observationSpace' must be a space: current value is an object",
  );
  assertThrows(
    () => transformObservation(cartPole(), discrete(2), "0" as never),
    TypeError,
    "'transform' must be a function",
  );
});
