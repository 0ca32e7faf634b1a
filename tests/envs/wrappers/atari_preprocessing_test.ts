import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import type { EnvironmentDescription } from "../../../envs/description.ts";
import { make } from "../../../envs/make.ts";
import { type Box, box } from "../../../envs/spaces/box.ts";
import {
  atariPreprocessing,
  type AtariPreprocessingOptions,
} from "../../../envs/wrappers/atari_preprocessing.ts";
import { film } from "./film.ts";
import { choices, rgb, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

wrapperLaws(
  "atariPreprocessing()",
  toyWith(choices, rgb).map((toy) => ({
    ...toy,
    inform: (state: Float64Array) => ({ lives: Math.round(3 * state[0]!) }),
  })),
  fc.record({
    noopMax: fc.nat(2),
    frameSkip: fc.integer({ min: 1, max: 3 }),
    screenSize: fc.constantFrom(2, [3, 2] as const),
    terminalOnLifeLoss: fc.boolean(),
    grayscale: fc.boolean(),
    keepChannel: fc.boolean(),
    scale: fc.boolean(),
  }),
  (inner, options) =>
    atariPreprocessing(
      inner,
      options as AtariPreprocessingOptions & { scale: true },
    ),
);

const grey = box({ low: 0, high: 255, shape: [2, 2, 3], dtype: "uint8" });
/** Frame t is t times ten everywhere, and twice that in its left half. */
const frames = Array.from({ length: 12 }, (_, t) => {
  const [left, right] = [Array(3).fill(20 * t), Array(3).fill(10 * t)];
  return [left, right, left, right].flat();
});
const game = film(grey, {
  frames,
  rewards: frames.map(() => 1),
  maxEpisodeSteps: 10,
});

Deno.test("atariPreprocessing() shows the last of four frames in grey, and averages", () => {
  const wrapped = atariPreprocessing(game, { noopMax: 0, screenSize: [1, 1] });
  assertEquals(wrapped.maxEpisodeSteps, 3);
  using env = make(wrapped);
  assertEquals(env.reset().observation, Uint8Array.of(0));
  const step = env.step(0);
  assertEquals(step.reward, 4);
  // The greater of frames 3 and 4: 80 and 40, which luminance rounds down to 79 or keeps.
  const [mean] = step.observation;
  assertEquals(Math.abs(mean! - 60) <= 1, true);
});

Deno.test("atariPreprocessing() lays what it needs, from the inside out", () => {
  const names = (options: AtariPreprocessingOptions, inner = game) =>
    atariPreprocessing(inner, options as { scale: true }).wrappers
      .map(({ name }) => name);
  const usual = ["noopStart", "grayscale", "maxAndSkip", "resize"];
  assertEquals(names({}), usual);
  assertEquals(names({ frameSkip: 2 }), usual);
  assertEquals(names({ noopMax: 0, frameSkip: 1, grayscale: false }), [
    "resize",
  ]);
  assertEquals(names({ terminalOnLifeLoss: true, scale: true }), [
    "noopStart",
    "terminateOnLifeLoss",
    "grayscale",
    "maxAndSkip",
    "resize",
    "rescaleObservation",
  ]);
  const again = (options: AtariPreprocessingOptions): Box =>
    (atariPreprocessing(
      game,
      options as { scale: true },
    ) as EnvironmentDescription)
      .observationSpace as Box;
  assertEquals(again({}).shape, [84, 84]);
  assertEquals(again({ screenSize: [3, 4] }).shape, [3, 4]);
  assertEquals(again({ keepChannel: true }).shape, [84, 84, 1]);
  assertEquals(again({ grayscale: false }).shape, [84, 84, 3]);
  assertEquals(
    again({ scale: true }),
    box({ low: 0, high: 1, shape: [84, 84] }),
  );
  assertEquals(again({}).dtype, "uint8");
});

Deno.test("atariPreprocessing() refuses options out of range", () => {
  for (
    const [options, message] of [
      [{ noopMax: -1 }, "'noopMax' must be an integer of at least 0"],
      [{ frameSkip: 0 }, "'frameSkip' must be a positive integer"],
      [{ screenSize: 0 }, "'shape[0]' must be a positive integer"],
      [{ terminalOnLifeLoss: 1 }, "'terminalOnLifeLoss' must be true or false"],
      [{ scale: "yes" }, "'scale' must be true or false"],
      [{ grayscale: 0 }, "'grayscale' must be true or false"],
      [{ lives: 3 }, `the option must be one of "noopMax"`],
    ] as const
  ) {
    assertThrows(
      () =>
        atariPreprocessing(
          game,
          options as object as AtariPreprocessingOptions & { scale: true },
        ),
      Error,
      message,
    );
  }
});
