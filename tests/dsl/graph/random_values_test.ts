import fc from "fast-check";
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import {
  fillRandom,
  type RandomKind,
} from "../../../dsl/graph/random_values.ts";

function drawn(
  kind: RandomKind,
  seed: number,
  draws: number,
  size: number,
): Float32Array {
  const values = new Float32Array(size);
  fillRandom(kind, seed, draws, values);
  return values;
}

const kinds = fc.constantFrom<RandomKind[]>("randomUniform", "randomNormal");
const seeds = fc.nat(2 ** 32 - 1);

Deno.test("values are a function of seed, draws and place", () => {
  fc.assert(fc.property(
    fc.record({ kind: kinds, seed: seeds, draws: fc.nat() }),
    fc.nat(9),
    fc.nat(9),
    ({ kind, seed, draws }, short, more) => {
      const long = drawn(kind, seed, draws, short + more);
      assertEquals(drawn(kind, seed, draws, short), long.slice(0, short));
    },
  ));
});

Deno.test("another seed or another run gives other values", () => {
  fc.assert(fc.property(
    fc.record({ kind: kinds, seed: seeds, draws: fc.nat() }),
    fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constant(2 ** 32)),
    ({ kind, seed, draws }, step) => {
      const values = drawn(kind, seed, draws, 8);
      assertNotEquals(drawn(kind, seed, draws + step, 8), values);
      assertNotEquals(drawn(kind, seed + step, draws, 8), values);
    },
  ));
});

/** Mean and standard deviation. */
function moments(values: Float32Array): { mean: number; sd: number } {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const square = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(square / values.length) };
}

/** The largest distance between the distribution of values and the one they should have. */
function kolmogorov(
  values: Float32Array,
  cumulative: (x: number) => number,
): number {
  const sorted = values.toSorted();
  return sorted.reduce((worst, x, i) => {
    const wanted = cumulative(x);
    const below = Math.abs(wanted - i / sorted.length);
    const above = Math.abs(wanted - (i + 1) / sorted.length);
    return Math.max(worst, below, above);
  }, 0);
}

/** Φ by Simpson's rule from 0. */
function normalCumulative(x: number): number {
  const steps = 60;
  const density = (t: number) => Math.exp(-t * t / 2);
  let sum = density(0) + density(x);
  for (let i = 1; i < steps; i++) {
    sum += (i % 2 === 1 ? 4 : 2) * density(x * i / steps);
  }
  return 0.5 + sum * x / (3 * steps) / Math.sqrt(2 * Math.PI);
}

const SIZE = 40_000;
/** Exceeded by one sample in 10⁷. */
const FAR = 2.9 / Math.sqrt(SIZE);

Deno.test("uniform values fill [0, 1) evenly, in steps of 2⁻²⁴", () => {
  for (const seed of [0, 1, 2 ** 32 - 1]) {
    const values = drawn("randomUniform", seed, 3, SIZE);
    assert(
      values.every((x) => x >= 0 && x < 1 && Number.isInteger(x * 2 ** 24)),
    );
    assert(values.some((x) => x * 2 ** 23 % 1 !== 0));
    assert(kolmogorov(values, (x) => x) < FAR);
    const { mean, sd } = moments(values);
    assert(Math.abs(mean - 0.5) < 0.01 && Math.abs(sd - 12 ** -0.5) < 0.01);
  }
});

Deno.test("normal values are normal", () => {
  for (const seed of [0, 1, 2 ** 32 - 1]) {
    const values = drawn("randomNormal", seed, 3, SIZE);
    assert(kolmogorov(values, normalCumulative) < FAR);
    const { mean, sd } = moments(values);
    assert(Math.abs(mean) < 0.03 && Math.abs(sd - 1) < 0.02);
  }
});

Deno.test("neighbours do not follow one another: places, runs and seeds", () => {
  for (const kind of ["randomUniform", "randomNormal"] as const) {
    const values = drawn(kind, 7, 3, SIZE);
    const others = [
      values.subarray(1),
      values.subarray(2),
      drawn(kind, 7, 4, SIZE),
      drawn(kind, 8, 3, SIZE),
      drawn(kind, 3, 7, SIZE),
    ];
    const { mean, sd } = moments(values);
    for (const other of others) {
      const product = other.reduce(
        (sum, x, i) => sum + (x - mean) * (values[i]! - mean),
        0,
      );
      const correlation = product / other.length / sd ** 2;
      assert(Math.abs(correlation) < 5 / Math.sqrt(SIZE), `${correlation}`);
    }
  }
});
