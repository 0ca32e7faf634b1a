import { assertEquals } from "@std/assert";
import { TARGETS } from "../targets.ts";
import { arrayFunction } from "./apply_function.ts";
import { ALL, BENDING, floatsOf } from "./sweep.ts";

const LARGE = {
  from: 0x4e000000,
  to: 0x60000000,
  step: 1021,
} as const;

for (const target of TARGETS) {
  const truncate = arrayFunction("truncate", target);
  const title = `truncate${target.relaxed ? ", relaxed," : ""}`;
  const words = (floats: Float32Array<ArrayBuffer>) =>
    new Int32Array(truncate(floats).buffer);

  Deno.test(`${title} rounds towards 0`, () => {
    const floats = Float32Array.of(2.75, -2.75, -0.5, 1e9, NaN);
    assertEquals(words(floats), Int32Array.of(2, -2, 0, 1e9, 0));
  });

  Deno.test(`${title} wraps around at 2³²`, () => {
    const floats = Float32Array.of(
      2 ** 31,
      -(2 ** 31),
      2 ** 31 + 256,
      -(2 ** 31) - 256,
      2 ** 32,
      2 ** 32 + 512,
      3e9,
      1e30,
      Infinity,
      -Infinity,
    );
    const [low, high] = [-(2 ** 31), 2 ** 31 - 256];
    assertEquals(
      words(floats),
      Int32Array.of(low, low, low + 256, high, 0, 512, 3e9 - 2 ** 32, 0, 0, 0),
    );
  });

  Deno.test(`${title} looks at each lane alone`, () => {
    const floats = Float32Array.of(3, 2 ** 31, -5.5, NaN, Infinity, 7, -3e9, 1);
    assertEquals(
      words(floats),
      Int32Array.of(3, -(2 ** 31), -5, 0, 0, 7, 2 ** 32 - 3e9, 1),
    );
  });

  Deno.test(`${title} is what JavaScript does`, () => {
    for (const floats of floatsOf(ALL, BENDING, LARGE)) {
      assertEquals(words(floats), Int32Array.from(floats, (x) => x | 0));
    }
  });
}
