import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { make } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { contains } from "../../../envs/spaces/space.ts";
import { rescaleAction } from "../../../envs/wrappers/rescale_action.ts";
import { rescaleObservation } from "../../../envs/wrappers/rescale_observation.ts";
import { film } from "./film.ts";
import { anySpace, boundedBox, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

const ranges = fc.constantFrom(
  { low: -1, high: 1 },
  { low: 0, high: 1 },
  { low: -0.1, high: 7 },
);
const bytes = box({ low: 0, high: 255, shape: [3], dtype: "uint8" });

wrapperLaws(
  "rescaleObservation()",
  toyWith(anySpace, fc.oneof(boundedBox, fc.constant(bytes))),
  ranges,
  rescaleObservation,
);

Deno.test("rescaleObservation() makes numbers from 0 to 1 of bytes", () => {
  const shown = film(bytes, { frames: [[0, 51, 255]] });
  const wrapped = rescaleObservation(shown, { low: 0, high: 1 });
  assertEquals(wrapped.observationSpace, box({ low: 0, high: 1, shape: [3] }));
  const { observation } = make(wrapped).reset();
  assertEquals(observation, Float32Array.of(0, 0.2, 1));
});

Deno.test("rescaleObservation() and back is what was there", () => {
  fc.assert(
    fc.property(
      boundedBox,
      ranges,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (space, range, share) => {
        const at = (bound: number | readonly number[], i: number) =>
          typeof bound === "number" ? bound : bound[i]!;
        const size = space.shape.reduce((a, b) => a * b, 1);
        const frame = Array.from(
          { length: size },
          (_, i) =>
            at(space.low, i) + share * (at(space.high, i) - at(space.low, i)),
        );
        const there = rescaleObservation(
          film(space, { frames: [frame] }),
          range,
        );
        const back = rescaleObservation(there, {
          low: space.low,
          high: space.high,
        });
        assertEquals(back.observationSpace, space);
        make(back).reset().observation.forEach((number, i) =>
          assertAlmostEquals(number, frame[i]!, 1e-4)
        );
        make(there).reset().observation.forEach((number) =>
          assertAlmostEquals(
            number,
            range.low + share * (range.high - range.low),
            1e-4,
          )
        );
      },
    ),
  );
});

Deno.test("rescaleObservation() reaches the bounds and never passes them, whatever is rounded", () => {
  const low = [0.7, -1.2];
  const high = [1.9, 0.6];
  const space = box({ low, high, dtype: "float64" });
  const shown = film(space, { frames: [low, high] });
  for (const range of [{ low: -1, high: 1 }, { low: 0.1, high: 0.9 }]) {
    using env = make(rescaleObservation(shown, range));
    for (
      const [seen, bound] of [
        [env.reset(), range.low],
        [env.step(0), range.high],
      ] as const
    ) {
      seen.observation.forEach((x) => assertAlmostEquals(x, bound, 1e-12));
      assert(contains(env.observationSpace, seen.observation));
    }
  }
});

Deno.test("rescaleObservation() says what it was given", () => {
  const { wrappers } = rescaleObservation(film(bytes, { frames: [[0, 0, 0]] }));
  const options = { low: -1, high: 1 };
  assertEquals(wrappers, [{ name: "rescaleObservation", options }]);
});

Deno.test("rescaleObservation() refuses infinite ranges", () => {
  assertThrows(
    () => rescaleObservation(cartPole()),
    RangeError,
    "Cannot rescale the observations of CartPole as 'low' must be infinite where it was and only there: current bound 1 is -Infinity and then -1",
  );
  assertThrows(() => rescaleAction(cartPole() as never), RangeError, "box");
});
