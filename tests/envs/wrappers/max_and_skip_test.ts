import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import { make } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { maxAndSkip } from "../../../envs/wrappers/max_and_skip.ts";
import { againstHand } from "./by_hand.ts";
import { film } from "./film.ts";
import { anyBox, anySpace, picture, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

wrapperLaws(
  "maxAndSkip()",
  toyWith(anySpace, anyBox),
  fc.integer({ min: 2, max: 4 }),
  maxAndSkip,
);

Deno.test("maxAndSkip() is as many steps by hand, and the greater of the last two frames", () => {
  const greater = (a: number[], b: number[]) =>
    a.map((number, i) => Math.max(number, b[i]!));
  fc.assert(
    fc.property(
      toyWith(anySpace, picture),
      fc.integer({ min: 2, max: 4 }),
      fc.nat(),
      (inner, skip, seed) =>
        againstHand(
          inner,
          maxAndSkip(inner, skip),
          skip,
          seed,
          (frames, early) =>
            early || frames.length === 1
              ? frames.at(-1)
              : greater(...frames.slice(-2) as [number[], number[]]),
        ),
    ),
  );
});

const byte = box({ low: 0, high: 9, dtype: "uint8" });
const frames = [[0], [5], [1], [2], [7], [3], [4], [0]];

Deno.test("maxAndSkip() looks at two frames of one step, and not of two", () => {
  using env = make(maxAndSkip(film(byte, { frames }), 3));
  assertEquals(env.reset().observation, Uint8Array.of(0));
  assertEquals(env.step(0).observation, Uint8Array.of(2)); // Of 5, 1, 2.
  assertEquals(env.step(0).observation, Uint8Array.of(4)); // Of 7, 3, 4.
  const last = env.step(0); // Of 0, which is the end.
  assertEquals(last.observation, Uint8Array.of(0));
  assertEquals(last.terminated, true);
});

Deno.test("fewer frames are seen in a second where each is many", () => {
  assertEquals(
    maxAndSkip(film(byte, { frames })).rendering!.framesPerSecond,
    15,
  );
});

Deno.test("maxAndSkip() refuses numbers that leave no two frames", () => {
  assertThrows(
    () => maxAndSkip(film(byte, { frames }), 1),
    RangeError,
    "Cannot skip frames of Film-v0 as 'skip' must be an integer of at least 2: current value is 1",
  );
});
