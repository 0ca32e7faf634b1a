import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { make } from "../../../envs/make.ts";
import { type Box, box } from "../../../envs/spaces/box.ts";
import { contains } from "../../../envs/spaces/space.ts";
import { frameStack } from "../../../envs/wrappers/frame_stack.ts";
import { film } from "./film.ts";
import { withHistory } from "./history.ts";
import { anyBox, anySpace, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

const counts = fc.integer({ min: 1, max: 4 });
const options = fc.record({
  padding: fc.constantFrom("reset" as const, "zero" as const),
  axis: fc.constantFrom("first" as const, "last" as const),
});

wrapperLaws(
  "frameStack()",
  toyWith(anySpace, anyBox),
  fc.tuple(counts, options),
  (inner, [count, options]) => frameStack(inner, count, options),
);

/** The numbers of a box that are nearest to zero. */
function zeros({ low, high, shape }: Box): number[] {
  const at = (bound: number | readonly number[], i: number) =>
    typeof bound === "number" ? bound : bound[i]!;
  const size = shape.reduce((a, b) => a * b, 1);
  return Array.from(
    { length: size },
    (_, i) => at(low, i) > 0 ? at(low, i) : at(high, i) < 0 ? at(high, i) : 0,
  );
}

Deno.test("frameStack() shows the last observations, and what stands for those before the first", () => {
  fc.assert(
    fc.property(
      toyWith(anySpace, anyBox),
      counts,
      options,
      fc.nat(),
      (toy, count, options, seed) => {
        const wrapped = frameStack(toy, count, options);
        withHistory(toy, wrapped, seed, (seen, history) => {
          const before = options.padding === "zero"
            ? zeros(toy.observationSpace)
            : history[0]!;
          const padded = [...Array(count).fill(before), ...history].slice(
            -count,
          ) as number[][];
          const expected = options.axis === "first"
            ? padded.flat()
            : before.flatMap((_, i) => padded.map((frame) => frame[i]!));
          assertEquals(seen, expected);
        });
      },
    ),
  );
});

Deno.test("frameStack() has a new axis, first or last, with bounds that fit", () => {
  const space = box({ low: [0, 1], high: [5, 6] });
  const shown = film(space, { frames: [[0, 6]] });
  assertEquals(
    frameStack(shown, 3).observationSpace,
    box({ low: [0, 1, 0, 1, 0, 1], high: [5, 6, 5, 6, 5, 6], shape: [3, 2] }),
  );
  assertEquals(
    frameStack(shown, 3, { axis: "last" }).observationSpace,
    box({ low: [0, 0, 0, 1, 1, 1], high: [5, 5, 5, 6, 6, 6], shape: [2, 3] }),
  );
});

Deno.test("frameStack() pads with what the space holds, where it holds no zero", () => {
  const space = box({ low: [2, -3], high: [5, -1] });
  const stacked = frameStack(film(space, { frames: [[3, -2]] }), 2, {
    padding: "zero",
  });
  const { observation } = make(stacked).reset();
  assertEquals(observation, Float32Array.of(2, -1, 3, -2));
  assertEquals(contains(stacked.observationSpace, observation), true);
});

Deno.test("frameStack() of frameStack() has two new axes", () => {
  const twice = frameStack(frameStack(cartPole(), 2), 3);
  assertEquals(twice.observationSpace.shape, [3, 2, 4]);
  assertEquals(twice.wrappers.map(({ options }) => options!.count), [2, 3]);
});

Deno.test("frameStack() refuses numbers and options that are none", () => {
  assertThrows(
    () => frameStack(cartPole(), 0),
    RangeError,
    "Cannot stack observations of CartPole as 'count' must be a positive integer: current value is 0",
  );
  assertThrows(
    () => frameStack(cartPole(), 2, { padding: "none" as never }),
    RangeError,
    `'padding' must be one of "reset", "zero"`,
  );
  assertThrows(
    () => frameStack(cartPole(), 2, { axis: 0 as never }),
    RangeError,
    `'axis' must be one of "first", "last"`,
  );
});
