import fc from "fast-check";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { make } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { resize } from "../../../envs/wrappers/resize.ts";
import { film } from "./film.ts";
import { anySpace, picture, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

const side = fc.integer({ min: 1, max: 7 });

wrapperLaws(
  "resize()",
  toyWith(anySpace, picture),
  fc.tuple(side, side),
  resize,
);

const frames = fc.record({
  height: side,
  width: side,
  channels: fc.constantFrom([], [1], [3]),
  dtype: fc.constantFrom("uint8" as const, "float64" as const),
}).chain(({ height, width, channels, dtype }) => {
  const shape = [height, width, ...channels];
  const space = box({ low: 0, high: 255, shape, dtype });
  const length = shape.reduce((a, b) => a * b, 1);
  const numbers = fc.array(fc.nat(255), {
    minLength: length,
    maxLength: length,
  });
  return fc.tuple(fc.constant(space), numbers);
});

/** How long two intervals overlap. */
function overlap(a: number, b: number, c: number, d: number): number {
  return Math.max(0, Math.min(b, d) - Math.max(a, c));
}

Deno.test("resize() makes each pixel the mean of the area beneath it", () => {
  fc.assert(fc.property(frames, side, side, ([space, frame], height, width) => {
    const [oldHeight, oldWidth, channels = 1] = space.shape as [
      number,
      number,
      number,
    ];
    const seen = make(resize(film(space, { frames: [frame] }), [height, width]))
      .reset().observation;
    assertEquals(seen.length, height * width * channels);
    seen.forEach((number, place) => {
      const channel = place % channels;
      const column = Math.floor(place / channels) % width;
      const row = Math.floor(place / channels / width);
      // The pixel as a rectangle among the old ones, each of which is a unit square.
      let sum = 0;
      for (let y = 0; y < oldHeight; y++) {
        for (let x = 0; x < oldWidth; x++) {
          const covered = overlap(
            row * oldHeight / height,
            (row + 1) * oldHeight / height,
            y,
            y + 1,
          ) *
            overlap(
              column * oldWidth / width,
              (column + 1) * oldWidth / width,
              x,
              x + 1,
            );
          sum += covered * frame[(y * oldWidth + x) * channels + channel]!;
        }
      }
      const mean = sum / (oldHeight / height * oldWidth / width);
      assertAlmostEquals(
        number,
        mean,
        space.dtype === "uint8" ? 0.5 + 1e-9 : 1e-9,
      );
    });
  }));
});

Deno.test("resize() to the same size changes nothing", () => {
  fc.assert(fc.property(frames, ([space, frame]) => {
    const [height, width] = space.shape as [number, number];
    const same = resize(film(space, { frames: [frame] }), [height, width]);
    assertEquals([...make(same).reset().observation], frame);
    assertEquals(same.observationSpace, space);
  }));
});

Deno.test("resize() by whole factors is exact, with halves rounded upwards", () => {
  const space = box({ low: 0, high: 255, shape: [2, 6], dtype: "uint8" });
  const frame = [0, 1, 3, 4, 254, 255, 0, 1, 4, 4, 255, 255];
  const small = resize(film(space, { frames: [frame] }), [1, 3]);
  // 2/4, 15/4 and 1019/4.
  assertEquals(make(small).reset().observation, Uint8Array.of(1, 4, 255));
});

Deno.test("resize() enlarges each pixel to many", () => {
  const space = box({ low: 0, high: 255, shape: [1, 2, 2], dtype: "uint8" });
  const large = resize(film(space, { frames: [[1, 2, 3, 4]] }), [2, 4]);
  const row = [1, 2, 1, 2, 3, 4, 3, 4];
  assertEquals([...make(large).reset().observation], [...row, ...row]);
});

Deno.test("resize() refuses sizes that are none", () => {
  const shown = film(box({ low: 0, high: 1, shape: [2, 2] }), {
    frames: [[0, 0, 0, 0]],
  });
  for (
    const [shape, message] of [
      [[0, 2], "'shape[0]' must be a positive integer: current value is 0"],
      [[2, 1.5], "'shape[1]' must be a positive integer: current value is 1.5"],
      [[2], "'shape' must be a height and a width: current value is [2]"],
      [[2, 2, 2], "'shape' must be a height and a width"],
      [84, "'shape' must be a list"],
    ] as const
  ) {
    assertThrows(() => resize(shown, shape as never), Error, message);
  }
});
