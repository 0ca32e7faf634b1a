import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { make } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import {
  cropObservation,
  type CropRange,
} from "../../../envs/wrappers/crop_observation.ts";
import { film } from "./film.ts";
import { anySpace, picture, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

/** A range that has at least one of `size` places. */
function within(
  size: number,
  begin: number,
  length: number,
  step: number,
): CropRange {
  const first = begin % size;
  return [first, first + 1 + length % (size - first), step];
}

const cuts = fc.tuple(fc.nat(9), fc.nat(9), fc.integer({ min: 1, max: 3 }));

wrapperLaws(
  "cropObservation()",
  toyWith(anySpace, picture),
  fc.record({ rows: cuts, columns: cuts }),
  (inner, { rows, columns }) => {
    const [height, width] = inner.observationSpace.shape;
    return cropObservation(inner, {
      rows: within(height!, ...rows),
      columns: within(width!, ...columns),
    });
  },
);

/** Rows of columns of channels, as nested lists. */
function nested(
  numbers: ArrayLike<number>,
  [height, width, channels = 1]: readonly number[],
) {
  return Array.from(
    { length: height! },
    (_, row) =>
      Array.from(
        { length: width! },
        (_, column) =>
          Array.from({ length: channels }, (_, channel) =>
            numbers[(row * width! + column) * channels + channel]),
      ),
  );
}

/** What Python writes as `list[begin:end:step]`. */
function slice<T>(list: readonly T[], [begin, end, step = 1]: CropRange): T[] {
  return list.filter((_, i) =>
    i >= begin && i < end && (i - begin) % step === 0
  );
}

Deno.test("cropObservation() keeps slices of rows and columns", () => {
  fc.assert(fc.property(picture, cuts, cuts, (space, rowCut, columnCut) => {
    const size = space.shape.reduce((a, b) => a * b, 1);
    const frame = Array.from({ length: size }, (_, i) => i);
    const rows = within(space.shape[0]!, ...rowCut);
    const columns = within(space.shape[1]!, ...columnCut);
    const cropped = cropObservation(film(space, { frames: [frame] }), {
      rows,
      columns,
    });
    const seen = make(cropped).reset().observation;
    assertEquals(
      nested(seen, cropped.observationSpace.shape),
      slice(nested(frame, space.shape), rows).map((row) => slice(row, columns)),
    );
    assertEquals(cropped.observationSpace.shape.length, space.shape.length);
  }));
});

Deno.test("cropObservation() shows the field of a Pong screen in 80 × 80 pixels", () => {
  const screen = box({
    low: 0,
    high: 255,
    shape: [210, 160, 3],
    dtype: "uint8",
  });
  const shown = film(screen, { frames: [Array(210 * 160 * 3).fill(0)] });
  const rows = [34, 194, 2] as const;
  const field = cropObservation(shown, { rows, columns: [0, 160, 2] });
  assertEquals(field.observationSpace.shape, [80, 80, 3]);
  assertEquals(cropObservation(shown, { rows }).observationSpace.shape, [
    80,
    160,
    3,
  ]);
});

Deno.test("cropObservation() refuses rows and columns that are not there", () => {
  const shown = film(box({ low: 0, high: 1, shape: [3, 2] }), {
    frames: [Array(6).fill(0)],
  });
  const cases: [unknown, string][] = [
    [[0, 4], "'rows[1]' must be an integer within [1, 3]: current value is 4"],
    [[3, 4], "'rows[0]' must be an integer within [0, 2]: current value is 3"],
    [[2, 2], "'rows[1]' must be an integer within [3, 3]: current value is 2"],
    [
      [-1, 2],
      "'rows[0]' must be an integer within [0, 2]: current value is -1",
    ],
    [[0, 2, 0], "'rows[2]' must be a positive integer"],
    [[0, 2, 1, 1], "'rows' must be a begin, an end and a step"],
    [[0], "'rows[1]' must be an integer"],
    [2, "'rows' must be a list"],
  ];
  for (const [rows, message] of cases) {
    assertThrows(
      () => cropObservation(shown, { rows: rows as CropRange }),
      Error,
      message,
    );
  }
  assertThrows(
    () => cropObservation(cartPole(), {}),
    RangeError,
    "Cannot crop the observations of CartPole as 'observationSpace' must have rows and columns of pixels: current value is box([4], float32)",
  );
});
