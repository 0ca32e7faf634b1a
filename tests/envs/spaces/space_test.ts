import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertFalse,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { box } from "../../../envs/spaces/box.ts";
import { dict } from "../../../envs/spaces/dict.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";
import { flattenValue } from "../../../envs/spaces/flatten_value.ts";
import { multiBinary } from "../../../envs/spaces/multi_binary.ts";
import { multiDiscrete } from "../../../envs/spaces/multi_discrete.ts";
import {
  acceptsAction,
  contains,
  equalSpaces,
  formatSpace,
  isSpace,
  sample,
  type Space,
  spaceSize,
} from "../../../envs/spaces/space.ts";
import { text } from "../../../envs/spaces/text.ts";
import { tuple } from "../../../envs/spaces/tuple.ts";
import { space } from "../../arbitraries/space.ts";

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

Deno.test("contains() wants all parts, and nothing besides", () => {
  const car = dict({ speed: box({ low: 0, high: 60 }), gear: discrete(6) });
  const speed = Float32Array.of(13.9);
  assert(contains(car, { gear: 3, speed }));
  assert(contains(car, Object.freeze({ speed, gear: 3 })));
  for (
    const other of [
      { speed },
      { speed, gear: 6 },
      { speed: [13.9], gear: 3 },
      { speed, gear: 3, name: "" },
      { speed, toString: 3 },
      [speed, 3],
      null,
      3,
    ]
  ) assertFalse(contains(car, other));
  const pair = tuple([discrete(2), text({ maxLength: 1 })]);
  assert(contains(pair, [1, "a"]));
  for (
    const other of [[1], [1, "a", 1], ["a", 1], [1, ""], { 0: 1, 1: "a" }, {
      0: 1,
      1: "a",
      length: 2,
    }, null]
  ) assertFalse(contains(pair, other));
});

Deno.test("contains() wants the array types of several choices and switches", () => {
  const several = multiDiscrete([2, 3], { start: [0, -1] });
  assert(contains(several, Int32Array.of(1, -1)));
  for (
    const other of [
      [1, -1],
      Int32Array.of(1),
      Int32Array.of(1, 2),
      Int32Array
        .of(2, 0),
      Float64Array.of(1, 0),
    ]
  ) assertFalse(contains(several, other));
  const switches = multiBinary([2]);
  assert(contains(switches, Uint8Array.of(0, 1)));
  for (
    const other of [
      [0, 1],
      Uint8Array.of(2, 0),
      Uint8Array.of(1),
      Int32Array
        .of(0, 1),
    ]
  ) assertFalse(contains(switches, other));
});

Deno.test("acceptsAction() lets an action leave its box, in any kind of list", () => {
  const torque = box({ low: -2, high: 2, shape: [2] });
  const lists = [
    [17, -17],
    Float32Array.of(17, 0),
    Float64Array.of(0.1, 1e300),
  ];
  for (const action of lists) assert(acceptsAction(torque, action));
  for (
    const other of [[NaN, 0], [0, Infinity], [0], [0, 0, 0], 1, "12", null, [
      "1",
      "2",
    ], [, 1]]
  ) assertFalse(acceptsAction(torque, other), String(other));
  const bytes = box({ low: 10, high: 20, dtype: "uint8" });
  assert(acceptsAction(bytes, [0]) && acceptsAction(bytes, [255]));
  for (const other of [[0.5], [-1], [256]]) {
    assertFalse(acceptsAction(bytes, other), String(other));
  }
});

Deno.test("acceptsAction() wants choices, switches and texts to be those of the space", () => {
  assertFalse(acceptsAction(discrete(2), 2));
  const space = dict({
    keys: tuple([multiDiscrete([2, 2]), multiBinary(2)]),
    name: text({ maxLength: 1 }),
  });
  assert(acceptsAction(space, { keys: [[1, 0], [0, 1]], name: "a" }));
  const doubles = Float64Array.of(1, 0);
  assert(acceptsAction(space, { keys: [doubles, doubles], name: "a" }));
  for (
    const other of [
      { keys: [[2, 0], [0, 1]], name: "a" },
      { keys: [[1, 0.5], [0, 1]], name: "a" },
      { keys: [[1, 0], [0, 2]], name: "a" },
      { keys: [[1, 0], [0, 1]], name: "" },
      { keys: [[1, 0]], name: "a" },
      { keys: [[1, 0], [0, 1]] },
    ]
  ) assertFalse(acceptsAction(space, other), JSON.stringify(other));
});

Deno.test("acceptsAction() accepts every value", () => {
  fc.assert(fc.property(space, seed, (space, seed) => {
    assert(acceptsAction(space, sample(space, RandomStream.from(seed))));
  }));
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

Deno.test("sample() draws each of several values as often as any other", () => {
  const spaces: [Space, number][] = [
    [discrete(3, { start: 5 }), 3],
    [multiDiscrete([2, 3]), 6],
    [multiBinary([2, 1]), 4],
    [text({ maxLength: 1, charset: "ab漢" }), 3],
    [tuple([discrete(2), discrete(2)]), 4],
    [dict({ a: discrete(2), b: multiBinary(1) }), 4],
  ];
  for (const [space, values] of spaces) {
    const random = RandomStream.from(1);
    const counts = new Map<string, number>();
    for (let i = 0; i < 2000; i++) {
      const value = String(flattenValue(space, sample(space, random)));
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    assertEquals(counts.size, values);
    for (const count of counts.values()) {
      assertAlmostEquals(count / 2000, 1 / values, 0.05);
    }
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

Deno.test("equalSpaces() tells apart spaces that differ in one thing", () => {
  const bounds = { low: -1, high: 1 };
  const spaces: Space[] = [
    discrete(2),
    discrete(3),
    discrete(2, { start: 1 }),
    box(bounds),
    box({ ...bounds, low: -2 }),
    box({ ...bounds, high: 2 }),
    box({ ...bounds, dtype: "float64" }),
    box({ ...bounds, shape: [2, 2] }),
    box({ ...bounds, shape: [4] }),
    box({ ...bounds, low: [-1, -2], shape: [2] }),
    box({ ...bounds, low: [-1, -3], shape: [2] }),
    box({ ...bounds, high: [1, 2], shape: [2] }),
    multiDiscrete([2]),
    multiDiscrete([2, 2]),
    multiDiscrete([2, 3]),
    multiDiscrete([2, 2], { start: [0, 1] }),
    multiBinary(4),
    multiBinary([2, 2]),
    text({ maxLength: 2, charset: "ab" }),
    text({ maxLength: 3, charset: "ab" }),
    text({ minLength: 0, maxLength: 2, charset: "ab" }),
    text({ maxLength: 2, charset: "abc" }),
    text({ maxLength: 2, charset: "ba" }),
    tuple([discrete(2)]),
    tuple([discrete(3)]),
    tuple([discrete(2), discrete(2)]),
    dict({ a: discrete(2) }),
    dict({ b: discrete(2) }),
    dict({ a: discrete(3) }),
    dict({ a: discrete(2), b: discrete(2) }),
    dict({ 0: discrete(2) }),
    tuple([tuple([discrete(2)])]),
    tuple([tuple([discrete(3)])]),
  ];
  for (const [i, a] of spaces.entries()) {
    for (const [j, b] of spaces.entries()) {
      assertEquals(equalSpaces(a, b), i === j, `${i} and ${j}`);
    }
  }
});

Deno.test("the spaces drawn are of all kinds, one in another, and sometimes equal", () => {
  const drawn = fc.sample(space, { numRuns: 400, seed: 1 });
  const kinds = new Set(drawn.map((s) => s.kind === "box" ? s.dtype : s.kind));
  assertEquals(kinds.size, 10);
  const nested = drawn.filter((s) =>
    s.kind === "tuple" && s.spaces.some((part) => "spaces" in part)
  );
  assert(nested.length > 5);
  const different = new Set(drawn.map((each) => JSON.stringify(each)));
  assert(different.size > 100 && different.size < drawn.length - 50);
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
  const several = tuple([
    multiDiscrete([3, 2]),
    multiDiscrete([3], { start: [1] }),
    multiBinary([2, 2]),
    text({ maxLength: 5 }),
  ]);
  assertEquals(
    formatSpace(several),
    "tuple([multiDiscrete([3, 2]), multiDiscrete([3], { start: [1] }), " +
      "multiBinary([2, 2]), text({ minLength: 1, maxLength: 5 })])",
  );
  assertEquals(spaceSize(several), 2 + 1 + 4 + 5);
});

Deno.test("isSpace() knows the kinds there are, and their fields", () => {
  fc.assert(fc.property(space, (space) => assert(isSpace(space))));
  for (
    const other of [
      null,
      1,
      {},
      { kind: 1 },
      { kind: "toString" },
      { kind: "discrete" },
      { kind: "box", low: 0, high: 1, shape: 3, dtype: "float32" },
      { kind: "tuple", spaces: [1] },
      { kind: "dict", spaces: { a: null } },
    ]
  ) {
    assertFalse(isSpace(other));
  }
});
