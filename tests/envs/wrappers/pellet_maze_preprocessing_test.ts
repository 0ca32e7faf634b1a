import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { make } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { pelletMazePreprocessing } from "../../../envs/wrappers/pellet_maze_preprocessing.ts";
import { film } from "./film.ts";
import { anySpace, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

const screen = box({ low: 0, high: 255, shape: [210, 160, 3], dtype: "uint8" });
const normalizations = fc.constantFrom("corrected" as const, "book" as const);

const random = RandomStream.from(1);
const frame = Array.from(
  { length: 210 * 160 * 3 },
  () => random.integer(0, 256),
);
const at = (row: number, column: number) => (row * 160 + column) * 3;
/** The player at places of both parities; other colours with the same sum, and nearly that. */
const PLAYERS: [row: number, column: number][] = [
  [1, 0],
  [175, 158],
  [88, 80],
  [89, 81],
];
for (const [row, column] of PLAYERS) {
  frame.splice(at(row, column), 3, 210, 164, 74);
}
frame.splice(at(3, 2), 3, 255, 193, 0);
frame.splice(at(5, 2), 3, 210, 164, 75);
frame.splice(at(7, 2), 3, 255, 255, 255);
frame.splice(at(9, 2), 3, 0, 0, 0);
frame.splice(at(11, 2), 3, 128, 128, 128);
const shown = film(screen, { frames: [frame] });

Deno.test("pelletMazePreprocessing() is the book's, pixel for pixel", () => {
  for (const normalization of ["corrected", "book"] as const) {
    const wrapped = pelletMazePreprocessing(shown, { normalization });
    assertEquals(wrapped.observationSpace.shape, [88, 80, 1]);
    const seen = make(wrapped).reset().observation;
    let players = 0;
    for (let row = 0; row < 88; row++) {
      for (let column = 0; column < 80; column++) {
        const place = at(1 + 2 * row, 2 * column);
        const [r, g, b] = frame.slice(place, place + 3);
        let grey = (r! + g! + b!) / 3;
        if (r! + g! + b! === 448) {
          grey = 0;
          players++;
        }
        const expected = (grey - 128) / 128 -
          (normalization === "book" ? 1 : 0);
        assertAlmostEquals(seen[row * 80 + column]!, expected, 1e-6);
      }
    }
    assert(players >= 3, "no player among the pixels that are kept");
  }
});

Deno.test("pelletMazePreprocessing() maps black, the player, grey and white", () => {
  const seen = make(pelletMazePreprocessing(shown)).reset().observation;
  const pixel = (row: number) => seen[(row - 1) / 2 * 80 + 1]!;
  assertEquals(seen[0], -1); // The player.
  assertEquals(pixel(3), -1); // Another colour of the same sum.
  assertAlmostEquals(pixel(5), (449 / 3 - 128) / 128, 1e-7);
  assertEquals([pixel(7), pixel(9), pixel(11)], [127 / 128, -1, 0]);
  const book = make(pelletMazePreprocessing(shown, { normalization: "book" }));
  const printed = book.reset().observation;
  assertEquals([printed[3 * 80 + 1], printed[4 * 80 + 1]], [-1 / 128, -2]);
});

wrapperLaws(
  "pelletMazePreprocessing()",
  toyWith(
    anySpace,
    fc.constant(box({ low: 0, high: 255, shape: [1, 1, 3], dtype: "uint8" })),
  )
    .map((toy) => ({
      ...toy,
      observationSpace: screen,
      observe(state: Float64Array, out: Uint8Array) {
        out.fill(Math.floor(255 * state[0]!));
      },
    })),
  normalizations,
  (inner, normalization) => pelletMazePreprocessing(inner, { normalization }),
  1,
);

Deno.test("pelletMazePreprocessing() refuses other screens", () => {
  const small = box({ low: 0, high: 255, shape: [84, 84, 3], dtype: "uint8" });
  assertThrows(
    () =>
      pelletMazePreprocessing(
        film(small, { frames: [Array(84 * 84 * 3).fill(0)] }),
      ),
    RangeError,
    "Cannot preprocess the screens of Film-v0 as screens must have shape [210, 160, 3]: current shape is [84, 84, 3]",
  );
  assertThrows(
    () => pelletMazePreprocessing(shown, { normalization: "none" as never }),
    RangeError,
    `'normalization' must be one of "corrected", "book"`,
  );
});
