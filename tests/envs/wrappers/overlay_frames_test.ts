import fc from "fast-check";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { box } from "../../../envs/spaces/box.ts";
import { overlayFrames } from "../../../envs/wrappers/overlay_frames.ts";
import { film } from "./film.ts";
import { withHistory } from "./history.ts";
import { anyBox, anySpace, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

const counts = fc.integer({ min: 1, max: 4 });
const dimmings = fc.constantFrom(0, 0.5, 0.75, 1);

wrapperLaws(
  "overlayFrames()",
  toyWith(anySpace, anyBox),
  fc.tuple(counts, dimmings),
  (inner, [count, dimming]) => overlayFrames(inner, count, { dimming }),
);

Deno.test("overlayFrames() shows the greatest of dimmed observations", () => {
  fc.assert(
    fc.property(
      toyWith(anySpace, anyBox),
      counts,
      dimmings,
      fc.nat(),
      (toy, count, dimming, seed) => {
        const wrapped = overlayFrames(toy, count, { dimming });
        withHistory(toy, wrapped, seed, (seen, history) => {
          const padded = [...Array(count).fill(history[0]), ...history].slice(
            -count,
          ) as number[][];
          padded.reverse();
          seen.forEach((number, i) => {
            const dimmed = padded.map((frame, k) => frame[i]! * dimming ** k);
            const expected = Math.max(...dimmed);
            assertAlmostEquals(
              number,
              expected,
              1e-6 * (1 + Math.abs(expected)),
            );
          });
        });
      },
    ),
  );
});

Deno.test("overlayFrames() knows how great a dimmed negative number can be", () => {
  const space = box({ low: [-8, 0], high: [-4, 4] });
  const wrapped = overlayFrames(film(space, { frames: [[-8, 0]] }), 3, {
    dimming: 0.5,
  });
  assertEquals(wrapped.observationSpace, box({ low: [-8, 0], high: [-1, 4] }));
  assertEquals(wrapped.wrappers[0]!.options, { count: 3, dimming: 0.5 });
});

Deno.test("overlayFrames() refuses numbers out of range", () => {
  assertThrows(
    () => overlayFrames(cartPole(), 0),
    RangeError,
    "Cannot overlay observations of CartPole as 'count' must be a positive integer",
  );
  for (const dimming of [-0.1, 1.1, NaN]) {
    assertThrows(
      () => overlayFrames(cartPole(), 2, { dimming }),
      RangeError,
      "'dimming' must be a finite number within [0, 1]",
    );
  }
});
