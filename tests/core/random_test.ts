import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertInstanceOf,
  assertNotEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import { RandomStream } from "../../core/random.ts";
import {
  chiSquare,
  chiSquareScore,
  correlation,
  kolmogorovSmirnov,
  normalDistribution,
} from "./statistics.ts";

const draw = (count: number, next: () => number): number[] =>
  Array.from({ length: count }, next);
const seed = fc.nat({ max: Number.MAX_SAFE_INTEGER });

/** Counts of 0 … kinds − 1 against equal chances: neither too uneven nor too even. */
function assertEven(values: readonly number[], kinds: number): void {
  const counts = new Array<number>(kinds).fill(0);
  for (const value of values) counts[value]!++;
  const expected = counts.map(() => values.length / kinds);
  const score = chiSquareScore(chiSquare(counts, expected), kinds - 1);
  assert(Math.abs(score) < 4.5, `${score} standard deviations`);
}

Deno.test("RandomStream draws the same numbers for the same seed, on every machine", () => {
  const stream = RandomStream.from(42);
  assertEquals(draw(3, () => stream.integer(0, 1000)), [416, 647, 724]);
  assertEquals(stream.uniform(), 0.23738135628085022);
  assertAlmostEquals(stream.normal(), -0.952910606380775, 1e-14);
  assertEquals(stream.seed(), 2387948986);
  assertEquals([...stream.split("weights").permutation(5)], [0, 2, 3, 4, 1]);
});

/** The generator as in the paper, on two 64-bit words; answers the lower half of each sum. */
function* xoroshiro128plus(lanes: readonly number[]): Generator<number> {
  const word = (high: number, low: number) =>
    BigInt.asUintN(32, BigInt(high)) << 32n | BigInt.asUintN(32, BigInt(low));
  const rotate = (x: bigint, k: bigint) =>
    BigInt.asUintN(64, x << k) | x >> 64n - k;
  let s0 = word(lanes[0]!, lanes[1]!);
  let s1 = word(lanes[2]!, lanes[3]!);
  for (;;) {
    yield Number(BigInt.asUintN(32, s0 + s1));
    s1 ^= s0;
    s0 = rotate(s0, 24n) ^ s1 ^ BigInt.asUintN(64, s1 << 16n);
    s1 = rotate(s1, 37n);
  }
}

Deno.test("RandomStream draws the bits of xoroshiro128+ as published", () => {
  fc.assert(fc.property(seed, (s) => {
    const stream = RandomStream.from(s);
    const bits = xoroshiro128plus(stream.state().generator);
    for (let i = 0; i < 20; i++) {
      const [high, low] = [bits.next().value, bits.next().value];
      const expected = (high >>> 5) * 2 ** -27 + (low >>> 6) * 2 ** -53;
      assertEquals(stream.uniform(), expected);
    }
    assertEquals(stream.integer(0, 2 ** 32), bits.next().value);
    assertEquals(stream.integer(0, 256), bits.next().value >>> 24);
  }));
});

Deno.test("RandomStream.from() takes exactly the safe integers of at least 0", () => {
  for (const wrong of [-1, 0.5, NaN, Infinity, 2 ** 53]) {
    assertThrows(
      () => RandomStream.from(wrong),
      RangeError,
      "Cannot make a random stream as 'seed' must be an integer of at least 0: current value is",
    );
  }
  assertThrows(() => RandomStream.from("1" as unknown as number), TypeError);
  RandomStream.from(Number.MAX_SAFE_INTEGER);
});

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

Deno.test("integer() stays in [low, high) and reaches both ends", () => {
  const ends = fc.tuple(
    fc.maxSafeInteger(),
    fc.oneof(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 2 ** 40 }),
    ),
  )
    .map(([low, count]) =>
      [low, Math.min(low + count, Number.MAX_SAFE_INTEGER)] as const
    );
  let reached = 0;
  fc.assert(fc.property(seed, ends, (s, [low, high]) => {
    if (low >= high) return;
    const stream = RandomStream.from(s);
    const values = draw(60, () => stream.integer(low, high));
    assert(
      values.every((x) => Number.isSafeInteger(x) && x >= low && x < high),
    );
    if (high - low > 4) return;
    reached++;
    assertEquals(new Set(values).size, high - low);
  }));
  assert(reached > 20, `${reached} small ranges`);
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

type Step = (stream: RandomStream) => unknown;
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>((stream) => stream.uniform()),
  fc.constant<Step>((stream) => stream.normal()),
  fc.integer({ min: 1, max: 2 ** 40 }).map((n): Step => (stream) =>
    stream.integer(0, n)
  ),
  fc.nat(5).map((n): Step => (stream) => [...stream.permutation(n)]),
  fc.constant<Step>((stream) => stream.categorical([1, 2, 3])),
  fc.constant<Step>((stream) => stream.split("child").normal()),
  fc.constant<Step>((stream) => stream.seed()),
);

Deno.test("restore() continues exactly, through JSON, from any moment", () => {
  let spares = 0;
  fc.assert(
    fc.property(
      seed,
      fc.array(step),
      fc.array(step, { minLength: 1 }),
      (s, before, after) => {
        const stream = RandomStream.from(s);
        for (const take of before) take(stream);
        const state = stream.state();
        if (state.spare !== null) spares++;
        const again = RandomStream.restore(JSON.parse(JSON.stringify(state)));
        assertEquals(again.state(), state);
        for (const take of after) {
          assertEquals(take(again), take(stream));
        }
      },
    ),
  );
  assert(spares > 10, `${spares} with a spare normal number`);
});

Deno.test("restore() refuses what state() never answers", () => {
  const state = RandomStream.from(9).state();
  const wrong = fc.oneof(
    fc.anything(),
    fc.record({
      key: fc.oneof(
        fc.constant(state.key),
        fc.array(fc.oneof(fc.integer(), fc.double(), fc.constant(2 ** 31))),
      ),
      generator: fc.oneof(
        fc.constant(state.generator),
        fc.constant([0, 0, 0, 0]),
        fc.array(fc.integer()),
      ),
      spare: fc.oneof(fc.constant(null), fc.anything()),
    }, { noNullPrototype: true, requiredKeys: [] }),
  );
  let [good, bad] = [0, 0];
  fc.assert(
    fc.property(wrong, (value) => {
      try {
        const stream = RandomStream.restore(value);
        good++;
        assertEquals(stream.state(), value);
      } catch (error) {
        bad++;
        assertInstanceOf(error, SyntaxError, `${error}`);
        assert(error.message.startsWith("Cannot restore a random stream as"));
      }
    }),
    { numRuns: 500 },
  );
  assert(bad > 300 && good > 5, `${good} good, ${bad} bad`);
  for (
    const lanes of [[2 ** 31, 0, 0, 1], [0.5, 0, 0, 1], [0, 0, 1], [
      NaN,
      0,
      0,
      1,
    ]]
  ) {
    assertThrows(
      () => RandomStream.restore({ ...state, key: lanes }),
      SyntaxError,
    );
    assertThrows(
      () => RandomStream.restore({ ...state, generator: lanes }),
      SyntaxError,
    );
  }
  const zeros = { ...state, generator: [0, 0, 0, 0] };
  assertThrows(() => RandomStream.restore(zeros), SyntaxError);
});

Deno.test("split() does not depend on what was drawn, nor draws anything", () => {
  fc.assert(fc.property(seed, fc.string(), fc.array(step), (s, name, steps) => {
    const [fresh, used] = [RandomStream.from(s), RandomStream.from(s)];
    for (const take of steps) take(used);
    const before = used.state();
    assertEquals(used.split(name).state(), fresh.split(name).state());
    assertEquals(used.state(), before);
    assertEquals(used.seed(), fresh.seed());
  }));
  const stream = RandomStream.from(1);
  assertEquals(stream.split(3).state(), stream.split("3").state());
});

Deno.test("split() gives streams that have nothing to do with each other or the parent", () => {
  const n = 20_000;
  const bound = 4.5 / Math.sqrt(n);
  const parent = RandomStream.from(10);
  const streams = [
    parent,
    parent.split(0),
    parent.split(1),
    parent.split("a"),
    parent.split("a").split("a"),
    RandomStream.from(11),
  ];
  const samples = streams.map((stream) => draw(n, () => stream.uniform()));
  for (let i = 0; i < samples.length; i++) {
    for (let j = 0; j < i; j++) {
      assert(
        Math.abs(correlation(samples[i]!, samples[j]!)) < bound,
        `streams ${i} and ${j}`,
      );
    }
  }
});

Deno.test("The first numbers of numbered streams and of successive seeds are as even as those of one", () => {
  const parent = RandomStream.from(12);
  const children = Array.from({ length: 20_000 }, (_, i) => parent.split(i));
  const seeds = Array.from({ length: 20_000 }, (_, i) => RandomStream.from(i));
  for (const streams of [children, seeds]) {
    const first = streams.map((stream) => stream.uniform());
    assert(kolmogorovSmirnov(first, (x) => x) < 1.95);
    assert(
      Math.abs(correlation(first.slice(1), first.slice(0, -1))) <
        4.5 / Math.sqrt(first.length),
    );
    assertEven(streams.map((stream) => stream.seed() >>> 24), 256);
    assertEven(streams.map((stream) => stream.seed() & 255), 256);
  }
  assertNotEquals(parent.seed(), parent.split("a").seed());
});
