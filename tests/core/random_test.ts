import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertInstanceOf,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import { RandomStream } from "../../core/random.ts";
import {
  assertEven,
  correlation,
  draw,
  kolmogorovSmirnov,
} from "./statistics.ts";

const seed = fc.nat({ max: Number.MAX_SAFE_INTEGER });

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

/** A stream from which these steps were taken. */
function streamAfter(seed: number, steps: readonly Step[]): RandomStream {
  const stream = RandomStream.from(seed);
  for (const take of steps) take(stream);
  return stream;
}

Deno.test("restore() continues exactly, through JSON, from any moment", () => {
  fc.assert(
    fc.property(
      seed,
      fc.array(step),
      fc.array(step, { minLength: 1 }),
      (s, before, after) => {
        const stream = streamAfter(s, before);
        const state = stream.state();
        const again = RandomStream.restore(JSON.parse(JSON.stringify(state)));
        assertEquals(again.state(), state);
        for (const take of after) {
          assertEquals(take(again), take(stream));
        }
      },
    ),
  );
  const lives = fc.tuple(seed, fc.array(step));
  const spares = fc.sample(lives, { numRuns: 100, seed: 1 })
    .filter(([s, steps]) => streamAfter(s, steps).state().spare !== null);
  assert(spares.length > 10, `${spares.length} with a spare normal number`);
});

/** Restores a stream from what may be no state; answers whether it is one. */
function isRestored(value: unknown): boolean {
  try {
    assertEquals(RandomStream.restore(value).state(), value);
    return true;
  } catch (error) {
    assertInstanceOf(error, SyntaxError, `${error}`);
    assert(error.message.startsWith("Cannot restore a random stream as"));
    return false;
  }
}

Deno.test("restore() refuses what state() never answers", () => {
  const state = RandomStream.from(9).state();
  const values = fc.oneof(
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
  fc.assert(fc.property(values, (value) => void isRestored(value)), {
    numRuns: 500,
  });
  const good = fc.sample(values, { numRuns: 500, seed: 1 }).filter(isRestored);
  assert(good.length > 5 && good.length < 200, `${good.length} of 500 good`);
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
    const [fresh, used] = [RandomStream.from(s), streamAfter(s, steps)];
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
