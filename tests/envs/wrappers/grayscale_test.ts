import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import { make } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { grayscale } from "../../../envs/wrappers/grayscale.ts";
import { film } from "./film.ts";
import { anySpace, rgb, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

wrapperLaws(
  "grayscale()",
  toyWith(anySpace, rgb),
  fc.record({
    weights: fc.constantFrom("luminance" as const, "mean" as const),
    keepChannel: fc.boolean(),
  }),
  grayscale,
);

const colors = box({ low: 0, high: 255, shape: [1, 4, 3], dtype: "uint8" });
const shown = film(colors, {
  frames: [[255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]],
});

Deno.test("grayscale() is as bright as people see colours, or the mean", () => {
  const seen = make(grayscale(shown)).reset().observation;
  // 54.1875, 182.427 and 18.3855, rounded down; the three sum to 255 in all.
  assertEquals(seen, Uint8Array.of(54, 182, 18, 255));
  const mean = make(grayscale(shown, { weights: "mean" })).reset().observation;
  assertEquals(mean, Uint8Array.of(85, 85, 85, 255));
});

Deno.test("grayscale() rounds down", () => {
  const dark = box({ low: 0, high: 255, shape: [1, 2, 3], dtype: "uint8" });
  const nearly = film(dark, { frames: [[0, 0, 2, 3, 0, 5]] });
  const mean = make(grayscale(nearly, { weights: "mean" })).reset().observation;
  assertEquals(mean, Uint8Array.of(0, 2)); // Of 2/3 and 8/3.
  // Of 0.1442 and 0.998.
  assertEquals(
    make(grayscale(nearly)).reset().observation,
    Uint8Array.of(0, 0),
  );
});

Deno.test("grayscale() of grey is that grey by its mean, and at most one darker by luminance", () => {
  const greys = Array.from({ length: 256 }, (_, i) => [i, i, i]);
  const all = box({ low: 0, high: 255, shape: [1, 256, 3], dtype: "uint8" });
  const grey = film(all, { frames: [greys.flat()] });
  const mean = make(grayscale(grey, { weights: "mean" })).reset().observation;
  assertEquals([...mean], greys.map(([i]) => i));
  const seen = make(grayscale(grey)).reset().observation;
  seen.forEach((number, i) =>
    assertEquals(i - number <= 1 && number <= i, true)
  );
});

Deno.test("grayscale() has an axis for the channel only if it shall", () => {
  assertEquals(grayscale(shown).observationSpace.shape, [1, 4]);
  const kept = grayscale(shown, { keepChannel: true });
  assertEquals(kept.observationSpace.shape, [1, 4, 1]);
  assertEquals(kept.wrappers[0]!.options, {
    weights: "luminance",
    keepChannel: true,
  });
});

Deno.test("grayscale() refuses what has no colours", () => {
  const grey = box({ low: 0, high: 255, shape: [2, 2, 1], dtype: "uint8" });
  const real = box({ low: 0, high: 1, shape: [2, 2, 3] });
  for (
    const space of [
      grey,
      real,
      box({ low: 0, high: 255, shape: [12], dtype: "uint8" }),
    ]
  ) {
    const frames = [Array(12).fill(0)];
    assertThrows(
      () => grayscale(film(space, { frames }) as never),
      RangeError,
      "Cannot show Film-v0 in grey as 'observationSpace' must h",
    );
  }
  assertThrows(
    () => grayscale(shown, { weights: "red" as never }),
    RangeError,
    `'weights' must be one of "luminance", "mean"`,
  );
  assertThrows(
    () => grayscale(shown, { keepChannel: 1 as never }),
    TypeError,
    "'keepChannel' must be true or false: current value is 1",
  );
});
