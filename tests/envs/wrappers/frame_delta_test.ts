import fc from "fast-check";
import { assertEquals } from "@std/assert";
import { make } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { frameDelta } from "../../../envs/wrappers/frame_delta.ts";
import { film } from "./film.ts";
import { withHistory } from "./history.ts";
import { anyBox, anySpace, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

wrapperLaws(
  "frameDelta()",
  toyWith(anySpace, anyBox),
  fc.constant(undefined),
  (inner) => frameDelta(inner),
);

Deno.test("frameDelta() shows what each number has gained since the step before", () => {
  fc.assert(fc.property(toyWith(anySpace, anyBox), fc.nat(), (toy, seed) => {
    const wrapped = frameDelta(toy);
    const { dtype } = wrapped.observationSpace;
    const round = dtype === "float32" ? Math.fround : Number;
    withHistory(toy, wrapped, seed, (seen, history) => {
      const now = history.at(-1)!;
      const before = history.at(-2) ?? now;
      assertEquals(seen, now.map((number, i) => round(number - before[i]!)));
    });
  }));
});

Deno.test("frameDelta() of bytes can be negative", () => {
  const bytes = box({ low: 0, high: 255, shape: [2], dtype: "uint8" });
  const wrapped = frameDelta(film(bytes, { frames: [[9, 200], [200, 9]] }));
  assertEquals(
    wrapped.observationSpace,
    box({ low: -255, high: 255, shape: [2] }),
  );
  using env = make(wrapped);
  assertEquals(env.reset().observation, Float32Array.of(0, 0));
  assertEquals(env.step(0).observation, Float32Array.of(191, -191));
});

Deno.test("frameDelta() reaches as far as the bounds are apart", () => {
  const space = box({
    low: [-(2 ** 31), 1],
    high: [2 ** 31 - 1, 3],
    dtype: "int32",
  });
  assertEquals(
    frameDelta(film(space, { frames: [[0, 1]] })).observationSpace,
    box({ low: [1 - 2 ** 32, -2], high: [2 ** 32 - 1, 2], dtype: "float64" }),
  );
});
