import fc from "fast-check";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { make } from "../../../envs/make.ts";
import { environmentStream } from "../../../envs/seeds.ts";
import { box } from "../../../envs/spaces/box.ts";
import { noopStart } from "../../../envs/wrappers/noop_start.ts";
import { echo, film } from "./film.ts";
import { anySpace, choices, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

wrapperLaws(
  "noopStart()",
  toyWith(choices, anySpace),
  fc.integer({ min: 1, max: 5 }),
  noopStart,
);

const frames = Array.from({ length: 9 }, (_, i) => [i]);
const shown = film(box({ low: 0, high: 9, dtype: "uint8" }), { frames });

Deno.test("noopStart() begins any number of steps later up to the most, each as often", () => {
  using env = make(noopStart(shown, 5));
  const counts = new Int32Array(9);
  for (let i = 0; i < 5000; i++) counts[env.reset().observation[0]!]!++;
  assertEquals(counts[0], 0);
  assertEquals([...counts.slice(6)], [0, 0, 0]);
  // Five standard deviations of a share of 1/5 among 5000.
  for (const count of counts.slice(1, 6)) {
    assert(Math.abs(count - 1000) < 5 * Math.sqrt(5000 * 0.2 * 0.8));
  }
});

Deno.test("noopStart() draws the number of steps after the episode has begun", () => {
  using env = make(noopStart(shown, 30));
  const random = environmentStream(4);
  const n = random.integer(1, 31);
  const last = frames.length - 1;
  assertEquals(env.reset({ seed: 4 }).observation[0], n % last);
});

Deno.test("noopStart() refuses numbers and actions that are none", () => {
  assertThrows(
    () => noopStart(shown, 0),
    RangeError,
    "Cannot begin Film-v0 idly as 'noopMax' must be a positive integer: current value is 0",
  );
  assertThrows(
    () => noopStart(echo(box({ low: 0, high: 1 }))),
    RangeError,
    "'action' must be a value of box([1], float32) within [0, 1]: current value is 0",
  );
});
