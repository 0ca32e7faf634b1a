import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { make } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { spaceSize } from "../../../envs/spaces/space.ts";
import { discretizeObservation } from "../../../envs/wrappers/discretize_observation.ts";
import { film } from "./film.ts";
import { anySpace, boundedBox, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

const smallBox = boundedBox.filter((space) => spaceSize(space) < 9);

wrapperLaws(
  "discretizeObservation()",
  toyWith(anySpace, smallBox),
  fc.record({
    bins: fc.integer({ min: 1, max: 4 }),
    multidiscrete: fc.boolean(),
  }),
  (inner, { bins, multidiscrete }) =>
    multidiscrete
      ? discretizeObservation(inner, { bins, multidiscrete })
      : discretizeObservation(inner, { bins }),
);

Deno.test("discretizeObservation() says in which part of its range a number lies", () => {
  const cases = smallBox.chain((space) => {
    const size = spaceSize(space);
    const length = { minLength: size, maxLength: size };
    return fc.record({
      space: fc.constant(space),
      bins: fc.array(fc.integer({ min: 1, max: 4 }), length),
      shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), length),
    });
  });
  fc.assert(fc.property(cases, ({ space, bins, shares }) => {
    const at = (bound: number | readonly number[], i: number) =>
      typeof bound === "number" ? bound : bound[i]!;
    const round = space.dtype === "float32" ? Math.fround : Number;
    const frame = shares.map((share, i) =>
      round(at(space.low, i) + share * (at(space.high, i) - at(space.low, i)))
    );
    const shown = film(space, { frames: [frame] });
    const each = discretizeObservation(shown, { bins, multidiscrete: true });
    const parts = make(each).reset().observation;
    parts.forEach((part, i) => {
      const [low, high] = [at(space.low, i), at(space.high, i)];
      const width = (high - low) / bins[i]!;
      const room = 1e-9 * (1 + Math.abs(low) + Math.abs(high));
      assertEquals(frame[i]! >= low + part * width - room, true);
      assertEquals(frame[i]! <= low + (part + 1) * width + room, true);
    });
    const all =
      make(discretizeObservation(shown, { bins })).reset().observation;
    assertEquals(all, parts.reduce((sum, part, i) => sum * bins[i]! + part, 0));
  }));
});

Deno.test("discretizeObservation() counts a border to the part above, and what is outside to the outer parts", () => {
  const wide = box({ low: -Infinity, high: Infinity });
  const frames = [[-9], [0], [1], [1.5], [2], [3], [9]];
  const wrapped = discretizeObservation(film(wide, { frames }), {
    bins: 3,
    low: 0,
    high: 3,
  });
  assertEquals(wrapped.observationSpace.n, 3);
  using env = make(wrapped);
  const seen = [env.reset().observation];
  for (let i = 1; i < frames.length; i++) seen.push(env.step(0).observation);
  assertEquals(seen, [0, 0, 1, 1, 2, 2, 2]);
});

Deno.test("discretizeObservation() refuses ranges and numbers of parts that are none", () => {
  const inner = cartPole();
  assertThrows(
    () => discretizeObservation(inner, { bins: 3 }),
    RangeError,
    "Cannot discretize the observations of CartPole as 'low[1]' must be a finite number: current value is -Infinity",
  );
  const bounds = { low: -1, high: 1 };
  for (
    const [options, message] of [
      [
        { bins: 0, ...bounds },
        "'bins[0]' must be a positive integer: current value is 0",
      ],
      [
        { bins: [1, 2], ...bounds },
        "'bins' must be a number or 4 of them: current length is 2",
      ],
      [
        { bins: 2, low: 1, high: 1 },
        "every range must begin below its end: current range 0 is [1, 1]",
      ],
      [
        { ...bounds },
        "'bins[0]' must be a finite number: current value is NaN",
      ],
      [{ bins: 2, ...bounds, multidiscrete: 0 }, "must be true or false"],
    ] as const
  ) {
    assertThrows(
      () => discretizeObservation(inner, options as { bins: number }),
      Error,
      message,
    );
  }
});
