import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertFalse,
  assertThrows,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { box } from "../../../envs/spaces/box.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";
import {
  accepts,
  contains,
  equalSpaces,
  formatSpace,
  isSpace,
  sample,
  spaceSize,
} from "../../../envs/spaces/space.ts";
import { space } from "../toy_environment.ts";

const seed = fc.nat();

Deno.test("contains() tells the choices of a discrete space", () => {
  const choices = discrete(3, { start: -1 });
  assert([-1, 0, 1].every((value) => contains(choices, value)));
  for (const other of [-2, 2, 0.5, NaN, "0", null, undefined, [0], true]) {
    assertFalse(contains(choices, other), String(other));
  }
});

Deno.test("contains() wants the array type, the length and the bounds of a box", () => {
  const unit = box({ low: 0, high: [1, Infinity] });
  assert(contains(unit, Float32Array.of(1, 1e9)));
  assertFalse(contains(unit, Float32Array.of(1.5, 0)));
  assertFalse(contains(unit, Float32Array.of(0, -1)));
  assertFalse(contains(unit, Float32Array.of(0, NaN)));
  assertFalse(contains(unit, Float32Array.of(0)));
  assertFalse(contains(unit, Float64Array.of(0, 0)));
  assertFalse(contains(unit, [0, 0]));
});

Deno.test("accepts() lets an action leave its box, but not be NaN", () => {
  const torque = box({ low: -2, high: 2 });
  assert(accepts(torque, Float32Array.of(17)));
  assertFalse(accepts(torque, Float32Array.of(NaN)));
  assertFalse(accepts(torque, 1));
  assertFalse(accepts(discrete(2), 2));
});

Deno.test("sample() answers values of its space", () => {
  fc.assert(fc.property(space, seed, (space, seed) => {
    const random = RandomStream.from(seed);
    for (let i = 0; i < 10; i++) {
      const value = sample(space, random);
      assert(contains(space, value), `${value} in ${formatSpace(space)}`);
    }
  }));
});

Deno.test("sample() reaches every choice that the mask allows, and no other", () => {
  const flags = fc.array(fc.constantFrom(0, 1), { minLength: 2, maxLength: 5 });
  const masks = flags.map((mask) => mask.includes(1) ? mask : [...mask, 1]);
  fc.assert(
    fc.property(
      masks,
      fc.integer({ min: -3, max: 3 }),
      seed,
      (mask, start, seed) => {
        const random = RandomStream.from(seed);
        const choices = discrete(mask.length, { start });
        const seen = new Set(
          Array.from({ length: 200 }, () => sample(choices, random, { mask })),
        );
        const allowed = mask.flatMap((flag, i) => flag ? [start + i] : []);
        assertEquals([...seen].sort((a, b) => a - b), allowed);
      },
    ),
    { numRuns: 50 },
  );
});

Deno.test("sample() refuses a mask that allows nothing, or does not fit", () => {
  const random = RandomStream.from(0);
  for (const mask of [[0, 0, 0], [1, 1], [1, 1, 1, 1]]) {
    assertThrows(
      () => sample(discrete(3), random, { mask }),
      RangeError,
      "Cannot sample from discrete(3) as 'mask' must say for each of 3 choices",
    );
  }
  assertThrows(
    () => sample(box({ low: 0, high: 1 }), random, { mask: [1] }),
    RangeError,
    "'mask' must be left out for a box",
  );
});

Deno.test("sample() draws from a box as the kind of its bounds asks", () => {
  const draw = (low: number, high: number) => {
    const wide = box({ low, high, shape: [20_000], dtype: "float64" });
    const values = sample(wide, RandomStream.from(1));
    const mean = values.reduce((a, b) => a + b) / values.length;
    const spread = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    return [mean, spread / values.length] as const;
  };
  const cases = [
    { low: 2, high: 6, mean: 4, variance: 16 / 12 }, // uniform
    { low: 2, high: Infinity, mean: 3, variance: 1 }, // exponential
    { low: -Infinity, high: 2, mean: 1, variance: 1 },
    { low: -Infinity, high: Infinity, mean: 0, variance: 1 }, // normal
  ];
  for (const { low, high, mean, variance } of cases) {
    const [foundMean, foundVariance] = draw(low, high);
    assertAlmostEquals(foundMean, mean, 0.05);
    assertAlmostEquals(foundVariance, variance, 0.08);
  }
});

Deno.test("sample() includes both bounds of whole numbers", () => {
  const bytes = box({ low: 3, high: 5, shape: [300], dtype: "uint8" });
  const seen = new Set(sample(bytes, RandomStream.from(1)));
  assertEquals([...seen].sort(), [3, 4, 5]);
});

Deno.test("equalSpaces() is the same as looking the same", () => {
  fc.assert(fc.property(fc.array(space, { maxLength: 12 }), (spaces) => {
    for (const a of spaces) {
      for (const b of spaces) {
        const same = JSON.stringify(a) === JSON.stringify(b);
        assertEquals(equalSpaces(a, b), same);
      }
    }
  }));
  assert(
    equalSpaces(box({ low: [0, 0], high: 1 }), box({ low: 0, high: [1, 1] })),
  );
});

Deno.test("the spaces drawn are of all kinds, and sometimes equal", () => {
  const drawn = fc.sample(space, { numRuns: 300, seed: 1 });
  const kinds = new Set(drawn.map((s) => s.kind === "box" ? s.dtype : s.kind));
  assertEquals(kinds.size, 5);
  const different = new Set(drawn.map((each) => JSON.stringify(each)));
  assert(different.size > 50 && different.size < drawn.length - 50);
});

Deno.test("formatSpace() and spaceSize() say what a space is", () => {
  assertEquals(formatSpace(discrete(2)), "discrete(2)");
  assertEquals(
    formatSpace(discrete(2, { start: 1 })),
    "discrete(2, { start: 1 })",
  );
  const screen = box({
    low: 0,
    high: 255,
    shape: [210, 160, 3],
    dtype: "uint8",
  });
  assertEquals(
    formatSpace(screen),
    "box([210, 160, 3], uint8) within [0, 255]",
  );
  assertEquals(formatSpace(box({ low: [0, 1], high: 2 })), "box([2], float32)");
  assertEquals(spaceSize(screen), 100_800);
  assertEquals(spaceSize(discrete(9)), 1);
});

Deno.test("isSpace() knows the kinds there are", () => {
  assert(isSpace(discrete(1)));
  for (const other of [null, 1, {}, { kind: 1 }, { kind: "toString" }]) {
    assertFalse(isSpace(other));
  }
});
