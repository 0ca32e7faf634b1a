import fc from "fast-check";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import type { EnvironmentDescription } from "../../../envs/description.ts";
import { make } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { sample } from "../../../envs/spaces/space.ts";
import { addNoise } from "../../../envs/wrappers/add_noise.ts";
import { film } from "./film.ts";
import { anyBox, anySpace, toyWith } from "./toys.ts";
import { seenIn, wrapperLaws } from "./wrapper_laws.ts";

wrapperLaws(
  "addNoise()",
  toyWith(anySpace, anyBox),
  fc.double({ min: 0, max: 3, noNaN: true }),
  (inner, sd) => addNoise(inner, { sd }),
);

Deno.test("addNoise() is normally distributed, independent, and new at every step", () => {
  const size = 5;
  const numbers = box({ low: -1, high: 1, shape: [size] });
  const frames = Array(2001).fill([-1, -0.5, 0, 0.5, 1]);
  using env = make(addNoise(film(numbers, { frames }), { sd: 2 }));
  env.reset({ seed: 1 });
  const noise = frames.slice(1).flatMap((frame: number[]) =>
    Array.from(env.step(0).observation, (seen, i) => (seen - frame[i]!) / 2)
  );
  const mean = (list: number[]) => list.reduce((a, b) => a + b) / list.length;
  // Five standard deviations of each estimate from 10000 draws.
  const near = (found: number, expected: number, sd: number) =>
    assert(Math.abs(found - expected) < 5 * sd / 100, `${found}`);
  near(mean(noise), 0, 1);
  near(mean(noise.map((x) => x ** 2)), 1, Math.SQRT2);
  near(mean(noise.map((x) => x ** 4)), 3, Math.sqrt(96));
  near(mean(noise.slice(1).map((x, i) => x * noise[i]!)), 0, 1);
  near(mean(noise.slice(size).map((x, i) => x * noise[i]!)), 0, 1);
});

Deno.test("addNoise() of 0 changes nothing but the bounds", () => {
  const calm = toyWith(anySpace, anyBox).map((toy) => ({
    ...toy,
    step: () => 1,
  }));
  fc.assert(fc.property(calm, fc.nat(), (toy, seed) => {
    // Before the next episode, which begins elsewhere after other draws.
    const until = (description: EnvironmentDescription) =>
      seenIn(description, seed, 1).slice(0, 2);
    assertEquals(until(addNoise(toy, { sd: 0 })), until(toy));
  }));
});

Deno.test("addNoise() leaves what goes on as it is", () => {
  using noisy = make(addNoise(cartPole(), { sd: 1 }));
  using plain = make(cartPole());
  const choices = RandomStream.from(2);
  noisy.reset({ seed: 2 });
  plain.reset({ seed: 2 });
  for (let i = 0; i < 8; i++) {
    const action = sample(plain.actionSpace, choices);
    noisy.step(action);
    plain.step(action);
    assertEquals(noisy.snapshot().state.slice(0, 4), plain.snapshot().state);
  }
});

Deno.test("addNoise() rounds and clips integers", () => {
  const bytes = box({ low: 0, high: 10, shape: [3], dtype: "uint8" });
  const frames = Array(400).fill([0, 5, 10]);
  const wrapped = addNoise(film(bytes, { frames }), { sd: 1 });
  assertEquals(wrapped.observationSpace, bytes);
  using env = make(wrapped);
  const seen = [env.reset({ seed: 1 }).observation];
  for (let i = 1; i < 400; i++) seen.push(env.step(0).observation);
  const least = seen.map((numbers) => numbers[0]!);
  // A normal number is below one half with 0.69, and is then rounded and clipped to 0.
  const share = least.filter((number) => number === 0).length / 400;
  assert(Math.abs(share - 0.6915) < 5 * Math.sqrt(0.21 / 400));
  assert(seen.every((numbers) => numbers[2]! <= 10));
  const middle = new Set(seen.map((numbers) => numbers[1]!));
  assert(middle.has(4) && middle.has(5) && middle.has(6));
});

Deno.test("addNoise() refuses standard deviations that are none", () => {
  for (const sd of [-1, NaN, Infinity]) {
    assertThrows(
      () => addNoise(cartPole(), { sd }),
      RangeError,
      "Cannot add noise to CartPole as 'sd' must be a finite number of at least 0",
    );
  }
  assertThrows(() => addNoise(cartPole(), {} as never), RangeError, "'sd'");
});
