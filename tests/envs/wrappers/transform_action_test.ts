import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { make } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";
import { transformAction } from "../../../envs/wrappers/transform_action.ts";
import { echo } from "./film.ts";
import { anySpace, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

wrapperLaws(
  "transformAction()",
  toyWith(fc.constant(discrete(5)), anySpace),
  fc.integer({ min: 1, max: 4 }),
  (inner, n) =>
    transformAction(
      inner,
      box({ low: 0, high: n }),
      (a) => Math.min(n, Math.max(0, Math.floor(a[0]!))),
    ),
);

Deno.test("transformAction() takes what the function answers", () => {
  const wheel = echo(box({ low: -1, high: 1, shape: [2] }));
  const turning = transformAction(
    wheel,
    discrete(3),
    (way) => [way - 1, 1 - way],
  );
  using env = make(turning);
  env.reset();
  assertEquals([...env.step(0).observation], [-1, 1]);
  assertEquals([...env.step(2).observation], [1, -1]);
  assertEquals(turning.wrappers, [{ name: "transformAction", options: null }]);
});

Deno.test("transformAction() refuses what is no space or no function", () => {
  assertThrows(
    () => transformAction(cartPole(), 2 as never, () => 0),
    RangeError,
    "Cannot transform the actions of CartPole as 'actionSpace' must be a space: current value is 2",
  );
  assertThrows(
    () => transformAction(cartPole(), discrete(2), 1 as never),
    TypeError,
    "'transform' must be a function: current value is 1",
  );
});
