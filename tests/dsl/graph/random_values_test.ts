import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  fillRandom,
  type RandomKind,
} from "../../../dsl/graph/random_values.ts";

const N = 100_000;

function drawn(
  kind: RandomKind,
  seed: number,
  draws: number,
  length = N,
): Float32Array {
  const out = new Float32Array(length);
  fillRandom(kind, seed, draws, out);
  return out;
}

function mean(values: ArrayLike<number>, f = (x: number) => x): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += f(values[i]!);
  return sum / values.length;
}

function correlation(a: Float32Array, b: Float32Array): number {
  const [ma, mb] = [mean(a), mean(b)];
  const spread = (x: Float32Array, m: number) =>
    Math.sqrt(mean(x, (v) => (v - m) ** 2));
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - ma) * (b[i]! - mb);
  return sum / a.length / spread(a, ma) / spread(b, mb);
}

// The standard error of a mean of N is 1/√N = 0.003 of the deviation.

Deno.test("uniform numbers have the moments of [0, 1)", () => {
  const u = drawn("randomUniform", 1, 0);
  assert(u.every((x) => x >= 0 && x < 1 && Number.isInteger(x * 2 ** 24)));
  assertAlmostEquals(mean(u), 1 / 2, 0.005);
  assertAlmostEquals(mean(u, (x) => (x - 0.5) ** 2), 1 / 12, 0.002);
  const tenths = Array.from(
    { length: 10 },
    (_, i) => u.filter((x) => Math.floor(x * 10) === i).length,
  );
  // χ² with 9 degrees of freedom exceeds 27.9 once in a thousand.
  const chi = tenths.reduce(
    (sum, count) => sum + (count - N / 10) ** 2 / (N / 10),
    0,
  );
  assert(chi < 27.9, `χ² is ${chi}`);
});

Deno.test("normal numbers have the moments of the bell", () => {
  const z = drawn("randomNormal", 2, 0);
  assertAlmostEquals(mean(z), 0, 0.015);
  assertAlmostEquals(mean(z, (x) => x ** 2), 1, 0.02);
  assertAlmostEquals(mean(z, (x) => x ** 3), 0, 0.05);
  assertAlmostEquals(mean(z, (x) => x ** 4), 3, 0.15);
  assertAlmostEquals(mean(z, (x) => Math.abs(x) > 1.96 ? 1 : 0), 0.05, 0.003);
  assertAlmostEquals(
    correlation(z.subarray(0, N - 1), z.subarray(1)),
    0,
    0.015,
  );
});

Deno.test("other seeds, other draws and neighbours have nothing in common", () => {
  for (const kind of ["randomUniform", "randomNormal"] as const) {
    const base = drawn(kind, 7, 3);
    const others = [[8, 3], [7, 4], [3, 7], [7 + 2 ** 32, 3], [
      7,
      3 + 2 ** 32,
    ]] as const;
    for (const [seed, draws] of others) {
      assertAlmostEquals(correlation(base, drawn(kind, seed, draws)), 0, 0.015);
    }
    for (const lag of [1, 2, 3, 16]) {
      assertAlmostEquals(
        correlation(base.subarray(0, N - lag), base.subarray(lag)),
        0,
        0.015,
      );
    }
  }
});

Deno.test("the first element varies over draws as elements do within one", () => {
  const first = Float32Array.from(
    { length: 20_000 },
    (_, draws) => drawn("randomUniform", 5, draws, 1)[0]!,
  );
  assertAlmostEquals(mean(first), 1 / 2, 0.01);
  assertAlmostEquals(mean(first, (x) => (x - 0.5) ** 2), 1 / 12, 0.004);
  assertAlmostEquals(
    correlation(first.subarray(1), first.subarray(0, -1)),
    0,
    0.03,
  );
});

Deno.test("an element depends on seed, draws and index alone", () => {
  const kinds = fc.constantFrom<RandomKind>("randomUniform", "randomNormal");
  const counts = fc.oneof(fc.nat(1000), fc.integer({ min: 0, max: 2 ** 40 }));
  fc.assert(
    fc.property(
      kinds,
      counts,
      counts,
      fc.nat(40),
      fc.nat(40),
      (kind, seed, draws, a, b) => {
        const [short, long] = [Math.min(a, b), Math.max(a, b)];
        assertEquals(
          drawn(kind, seed, draws, long).subarray(0, short),
          drawn(kind, seed, draws, short),
        );
      },
    ),
  );
});

Deno.test("the bits stay what they are", () => {
  const bits = (
    kind: RandomKind,
  ) => [...new Uint32Array(drawn(kind, 42, 1, 3).buffer)];
  assertEquals([bits("randomUniform"), bits("randomNormal")], []);
});
