import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import { RandomStream } from "../../core/random.ts";
import {
  assertEven,
  chiSquare,
  chiSquareScore,
  correlation,
  draw,
  kolmogorovSmirnov,
  normalDistribution,
} from "./statistics.ts";

const seed = fc.nat({ max: Number.MAX_SAFE_INTEGER });

Deno.test("uniform() is even from 0 to 1, at both ends of its bits", () => {
  const stream = RandomStream.from(1);
  const values = draw(100_000, () => stream.uniform());
  assert(kolmogorovSmirnov(values, (x) => x) < 1.95);
  assertEven(values.map((x) => Math.floor(x * 1000)), 1000);
  assertEven(values.map((x) => x * 2 ** 53 % 64), 64);
  // Pairs fill the square.
  assertEven(
    values.slice(0, -1).map((x, i) =>
      Math.floor(x * 16) * 16 + Math.floor(values[i + 1]! * 16)
    ),
    256,
  );
});

Deno.test("uniform() stays in [low, high), whatever the rounding", () => {
  const end = fc.double({
    noNaN: true,
    noDefaultInfinity: true,
    min: -1e300,
    max: 1e300,
  });
  const close = fc.tuple(end, fc.integer({ min: 1, max: 3 })).map(
    ([low, steps]) => {
      const bits = new BigInt64Array(1);
      const float = new Float64Array(bits.buffer);
      float[0] = Math.abs(low);
      bits[0]! += BigInt(steps);
      return [Math.abs(low), float[0]!] as const;
    },
  );
  const ends = fc.oneof(
    fc.tuple(end, end).map(([a, b]) =>
      [Math.min(a, b), Math.max(a, b)] as const
    ),
    close,
  );
  fc.assert(fc.property(seed, ends, (s, [low, high]) => {
    const stream = RandomStream.from(s);
    for (let i = 0; i < 10; i++) {
      const x = stream.uniform(low, high);
      assert(
        x >= low && (x < high || low === high),
        `${x} from [${low}, ${high})`,
      );
    }
  }));
  const stream = RandomStream.from(0);
  for (
    const [low, high] of [[1, 0], [NaN, 1], [0, NaN], [0, Infinity], [
      -1e308,
      1e308,
    ]] as const
  ) {
    assertThrows(
      () => stream.uniform(low, high),
      RangeError,
      `current range is [${low}, ${high})`,
    );
  }
});

Deno.test("normal() has the moments and the distribution of a normal number", () => {
  const stream = RandomStream.from(2);
  const values = draw(200_000, () => stream.normal());
  const moment = (power: number) =>
    values.reduce((sum, x) => sum + x ** power, 0) / values.length;
  // E[xᵏ] = 0, 1, 0, 3; variances 1, 2, 15, 96; bounds at 4.5 standard errors.
  const error = 4.5 / Math.sqrt(values.length);
  assertAlmostEquals(moment(1), 0, error);
  assertAlmostEquals(moment(2), 1, error * Math.sqrt(2));
  assertAlmostEquals(moment(3), 0, error * Math.sqrt(15));
  assertAlmostEquals(moment(4), 3, error * Math.sqrt(96));
  assert(kolmogorovSmirnov(values, normalDistribution) < 1.95);
  // The two numbers of one pair have nothing to do with each other.
  const [odd, even] = [
    values.filter((_, i) => i % 2 === 1),
    values.filter((_, i) => i % 2 === 0),
  ];
  assert(Math.abs(correlation(odd, even)) < 4.5 / Math.sqrt(odd.length));
  assert(
    Math.abs(correlation(odd.map((x) => x * x), even.map((x) => x * x))) <
      4.5 / Math.sqrt(odd.length),
  );
  assert(values.some((x) => x > 4) && values.some((x) => x < -4));
});

Deno.test("normal() scales, and refuses a negative spread", () => {
  const [plain, scaled] = [RandomStream.from(3), RandomStream.from(3)];
  for (let i = 0; i < 10; i++) {
    assertEquals(scaled.normal(5, 0.5), 5 + 0.5 * plain.normal());
  }
  assertEquals(plain.normal(7, 0), 7);
  assertThrows(
    () => plain.normal(0, -1),
    RangeError,
    "'sd' must be at least 0",
  );
  assertThrows(() => plain.normal(0, NaN), RangeError);
});

Deno.test("integer() is even, for sizes near and far from powers of two", () => {
  const stream = RandomStream.from(4);
  for (const count of [2, 3, 5, 64, 65, 1000]) {
    assertEven(draw(50_000, () => stream.integer(-7, count - 7) + 7), count);
  }
  // Three quarters of 2³² and 1½ · 2³³: a biased modulo or a short draw would show in the thirds.
  for (const count of [3 * 2 ** 30, 2 ** 32, 3 * 2 ** 32, 3 * 2 ** 50]) {
    const values = draw(30_000, () => stream.integer(0, count));
    assertEven(values.map((x) => Math.floor(x / count * 3)), 3);
    assertEven(values.map((x) => x % 8), 8);
  }
});

const integerRanges = fc.tuple(
  fc.maxSafeInteger(),
  fc.oneof(
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 1, max: 2 ** 40 }),
  ),
)
  .map(([low, count]) =>
    [low, Math.min(low + count, Number.MAX_SAFE_INTEGER)] as const
  );

Deno.test("integer() stays in [low, high) and reaches both ends", () => {
  fc.assert(fc.property(seed, integerRanges, (s, [low, high]) => {
    if (low >= high) return;
    const stream = RandomStream.from(s);
    // One of four is left out once in 10²⁴.
    const values = draw(200, () => stream.integer(low, high));
    assert(
      values.every((x) => Number.isSafeInteger(x) && x >= low && x < high),
    );
    if (high - low > 4) return;
    assertEquals(new Set(values).size, high - low);
  }));
  const small = fc.sample(integerRanges, { numRuns: 100, seed: 1 })
    .filter(([low, high]) => low < high && high - low <= 4).length;
  assert(small > 20, `${small} small ranges`);
  const stream = RandomStream.from(0);
  for (
    const [low, high] of [[0, 0], [1, 0], [0.5, 2], [0, NaN], [0, 2 ** 53], [
      -(2 ** 53 - 1),
      2 ** 53 - 1,
    ]] as const
  ) {
    assertThrows(
      () => stream.integer(low, high),
      RangeError,
      `current range is [${low}, ${high})`,
    );
  }
});

Deno.test("shuffle() makes every order of four equally likely, and loses nothing", () => {
  const stream = RandomStream.from(5);
  const order = new Map<string, number>();
  const numbers = draw(48_000, () => {
    const key = stream.shuffle(["a", "b", "c", "d"]).join("");
    if (!order.has(key)) order.set(key, order.size);
    return order.get(key)!;
  });
  assertEquals(order.size, 24);
  assertEven(numbers, 24);
  fc.assert(fc.property(seed, fc.array(fc.anything()), (s, items) => {
    const shuffled = [...items];
    assertStrictEquals(RandomStream.from(s).shuffle(shuffled), shuffled);
    const count = (list: unknown[]) =>
      items.map((item) =>
        list.filter((other) => Object.is(other, item)).length
      );
    assertEquals(shuffled.length, items.length);
    assertEquals(count(shuffled), count(items));
  }));
});

Deno.test("permutation() holds every index once, and shuffles as shuffle() does", () => {
  fc.assert(fc.property(seed, fc.nat(50), (s, n) => {
    const order = RandomStream.from(s).permutation(n);
    assertEquals(
      [...order].sort((a, b) => a - b),
      Array.from({ length: n }, (_, i) => i),
    );
    assertEquals(
      RandomStream.from(s).shuffle(Int32Array.from({ length: n }, (_, i) => i)),
      order,
    );
  }));
  assertThrows(
    () => RandomStream.from(0).permutation(-1),
    RangeError,
    "'n' must be an integer within [0, 2147483647]",
  );
});

Deno.test("categorical() draws each index by its weight", () => {
  const stream = RandomStream.from(6);
  const weights = [0.5, 0, 2, 1, 0, 6.5, 0];
  const counts = weights.map(() => 0);
  for (let i = 0; i < 100_000; i++) counts[stream.categorical(weights)]!++;
  assertEquals(counts.filter((_, i) => weights[i] === 0), [0, 0, 0]);
  const positive = (values: number[]) =>
    values.filter((_, i) => weights[i]! > 0);
  const statistic = chiSquare(
    positive(counts),
    positive(weights).map((w) => w * 10_000),
  );
  assert(Math.abs(chiSquareScore(statistic, 3)) < 4.5);
});

Deno.test("categorical() never draws a weight of zero, however small the others", () => {
  const weight = fc.oneof(
    fc.constant(0),
    fc.double({ min: 0, max: 1e300, noNaN: true }),
    fc.constant(5e-324),
  );
  let rare = 0;
  fc.assert(
    fc.property(
      seed,
      fc.array(weight, { minLength: 1, maxLength: 8 }),
      (s, weights) => {
        const stream = RandomStream.from(s);
        if (
          weights.every((w) => w === 0)
        ) {
          assertThrows(
            () => stream.categorical(weights),
            RangeError,
            "current sum is 0",
          );
          return;
        }
        if (weights.includes(0)) rare++;
        for (let i = 0; i < 20; i++) {
          assert(
            weights[stream.categorical(weights)]! > 0,
          );
        }
      },
    ),
  );
  assert(rare > 20, `${rare} with a zero`);
  const stream = RandomStream.from(0);
  assertThrows(
    () => stream.categorical([1, NaN]),
    RangeError,
    "current weight 1 is NaN",
  );
  assertThrows(
    () => stream.categorical([-1, 2]),
    RangeError,
    "current weight 0 is -1",
  );
  assertThrows(
    () => stream.categorical([Infinity]),
    RangeError,
    "current sum is Infinity",
  );
  assertThrows(() => stream.categorical([]), RangeError, "current sum is 0");
});

Deno.test("fillUniform() and fillNormal() draw what single draws would, to the array's precision", () => {
  const [a, b] = [RandomStream.from(7), RandomStream.from(7)];
  assertEquals(
    a.fillUniform(new Float64Array(9), -2, 3),
    Float64Array.from({ length: 9 }, () => b.uniform(-2, 3)),
  );
  assertEquals(
    a.fillNormal(new Float32Array(9), 1, 2),
    Float32Array.from({ length: 9 }, () => b.normal(1, 2)),
  );
});

Deno.test("fillUniform() of single precision never reaches high", () => {
  // Half of the doubles from [1, 1 + 2⁻²³) round up to its end, as does one of 2²⁵ from [0, 1).
  const high = 1 + 2 ** -23;
  const filled = RandomStream.from(8).fillUniform(
    new Float32Array(1000),
    1,
    high,
  );
  assertEquals(new Set(filled), new Set([1]));
  // Ends that are one number in single precision.
  assertEquals(
    RandomStream.from(8).fillUniform(new Float32Array(2), 1, 1 + 1e-12),
    Float32Array.of(1, 1),
  );
});
