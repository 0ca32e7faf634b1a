import fc from "fast-check";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { make } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { spaceSize } from "../../../envs/spaces/space.ts";
import { clipAction } from "../../../envs/wrappers/clip_action.ts";
import { rescaleAction } from "../../../envs/wrappers/rescale_action.ts";
import { echo } from "./film.ts";
import { anySpace, boundedBox, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

const bounds = fc.tuple(
  fc.double({ min: -5, max: 5, noNaN: true }),
  fc.double({ min: 0.1, max: 5, noNaN: true }),
).map(([low, width]) => ({ low, high: low + width }));

wrapperLaws(
  "rescaleAction()",
  toyWith(boundedBox, anySpace),
  bounds,
  rescaleAction,
);

Deno.test("rescaleAction() takes a share of the new range for the same share of the old", () => {
  fc.assert(
    fc.property(
      boundedBox,
      bounds,
      fc.double({ min: -0.5, max: 1.5, noNaN: true }),
      (space, { low, high }, share) => {
        const wrapped = rescaleAction(echo(space), { low, high });
        using env = make(wrapped);
        env.reset();
        const at = low + share * (high - low);
        const { observation } = env.step(Array(spaceSize(space)).fill(at));
        observation.forEach((number, i) => {
          const oldLow = Number([space.low].flat()[i] ?? space.low);
          const oldHigh = Number([space.high].flat()[i] ?? space.high);
          const expected = oldLow + share * (oldHigh - oldLow);
          assertAlmostEquals(number, expected, 2e-4);
        });
      },
    ),
  );
});

Deno.test("rescaleAction() only moves what has one bound, and leaves what has none", () => {
  const low = [-1, -Infinity, -Infinity];
  const high = [Infinity, 5, Infinity];
  const wrapped = rescaleAction(echo(box({ low, high })), {
    low: [0, -Infinity, -Infinity],
    high: [Infinity, 1, Infinity],
  });
  assertEquals(wrapped.wrappers[0]!.options, {
    low: [0, "-Infinity", "-Infinity"],
    high: ["Infinity", 1, "Infinity"],
  });
  using env = make(wrapped);
  env.reset();
  assertEquals([...env.step([3, 0, 7]).observation], [2, 4, 7]);
});

Deno.test("rescaleAction() within clipAction() never leaves the space", () => {
  fc.assert(fc.property(boundedBox, fc.nat(), (space, number) => {
    using env = make(clipAction(rescaleAction(echo(space))));
    env.reset();
    const { observation } = env.step(Array(spaceSize(space)).fill(number));
    observation.forEach((each, i) => {
      const high = Number([space.high].flat()[i] ?? space.high);
      assertAlmostEquals(each, number >= 1 ? high : each, 1e-4);
    });
  }));
});

Deno.test("rescaleAction() refuses bounds that cannot be met", () => {
  const half = echo(box({ low: 0, high: Infinity }));
  assertThrows(
    () => rescaleAction(half),
    RangeError,
    "Cannot rescale the actions of Echo-v0 as 'high' must be infinite where it was and only there: current bound 0 is Infinity and then 1",
  );
  const whole = echo(box({ low: 0, high: 1 }));
  assertThrows(
    () => rescaleAction(whole, { low: -Infinity }),
    RangeError,
    "'low' must be infinite where it was",
  );
  assertThrows(
    () => rescaleAction(whole, { low: 1 }),
    RangeError,
    "'low' must be below 'high' everywhere, in both boxes: current bound 0 is 0",
  );
  assertThrows(
    () => rescaleAction(echo(box({ low: 2, high: 2 }))),
    RangeError,
    "'low' must be below 'high' everywhere",
  );
  assertThrows(
    () => rescaleAction(whole, { min: 0 } as never),
    RangeError,
    `the option must be one of "low", "high": current value is "min"`,
  );
});
