import fc from "fast-check";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { make } from "../../../envs/make.ts";
import { type Box, box } from "../../../envs/spaces/box.ts";
import { sample, spaceSize } from "../../../envs/spaces/space.ts";
import { clipAction } from "../../../envs/wrappers/clip_action.ts";
import { RandomStream } from "../../../core/random.ts";
import { echo } from "./film.ts";
import { anySpace, realBox, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

wrapperLaws(
  "clipAction()",
  toyWith(realBox, anySpace),
  fc.constant(undefined),
  (inner) => clipAction(inner),
);

Deno.test("clipAction() leaves values of the space, and brings others to its nearest value", () => {
  fc.assert(fc.property(realBox, fc.nat(), (space, seed) => {
    const random = RandomStream.from(seed);
    using env = make(clipAction(echo(space)));
    env.reset();
    const within = sample(space, random);
    assertEquals([...env.step(within).observation], [...within]);
    const any = Array.from(within, () => random.normal(0, 20));
    const { observation } = env.step(any);
    const limits = bounds(space);
    any.forEach((number, i) => {
      const [low, high] = limits[i]!;
      const nearest = number < low ? low : number > high ? high : number;
      assertEquals(observation[i], nearest);
    });
  }));
});

function bounds({ low, high, shape }: Box): [low: number, high: number][] {
  const at = (bound: number | readonly number[], i: number) =>
    typeof bound === "number" ? bound : bound[i]!;
  const size = spaceSize(box({ low: 0, high: 1, shape }));
  return Array.from({ length: size }, (_, i) => [at(low, i), at(high, i)]);
}

Deno.test("clipAction() keeps the keys of a person", () => {
  const controls = { idle: [0], keys: { ArrowLeft: [-1] } };
  const played = { ...echo(box({ low: -1, high: 1 })), controls };
  assert(clipAction(played).controls === controls);
});

Deno.test("clipAction() refuses actions that are no floating-point numbers", () => {
  assertThrows(
    // Types say so too.
    () => clipAction(cartPole() as never),
    RangeError,
    "Cannot clip the actions of CartPole as 'actionSpace' must be a box: current value is discrete(2)",
  );
  assertThrows(
    () => clipAction(echo(box({ low: 0, high: 3, dtype: "int32" }))),
    RangeError,
    "'actionSpace' must hold floating-point numbers: current value is box([1], int32) within [0, 3]",
  );
});
