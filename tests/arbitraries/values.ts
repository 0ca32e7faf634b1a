import fc from "fast-check";
import type { DType } from "../../dsl/graph/node.ts";

/** Floats of single precision from an interval, ends included; half of them multiples of 1/4, so that some are equal. */
export function reals(min: number, max: number): fc.Arbitrary<number> {
  return fc.oneof(
    fc.integer({ min: Math.ceil(min * 4), max: Math.floor(max * 4) })
      .map((x) => x / 4),
    fc.float({
      min: Math.fround(min),
      max: Math.fround(max),
      noNaN: true,
    }),
  ).map((x) => x + 0); // No −0.
}

/** Floats of either sign from [min, max], at a distance from 0. */
export function nonzero(min: number, max: number): fc.Arbitrary<number> {
  return fc.tuple(reals(min, max), fc.boolean())
    .map(([x, negative]) => negative ? -x : x);
}

/** Small whole numbers. */
export const integers: fc.Arbitrary<number> = fc.integer({ min: -6, max: 6 });

/** 0 and 1. */
export const bits: fc.Arbitrary<number> = fc.integer({ min: 0, max: 1 });

/** Elements of a type, none extreme. */
export function elementsOf(dtype: DType): fc.Arbitrary<number> {
  switch (dtype) {
    case "float32":
      return reals(-4, 4);
    case "int32":
      return integers;
    case "bool":
      return bits;
  }
}

/** `count` numbers, no two closer than 1/8, none closer to 0 than 1/16. */
export function apart(count: number): fc.Arbitrary<number[]> {
  const half = Math.max(20, count);
  return fc.uniqueArray(fc.integer({ min: -half, max: half - 1 }), {
    minLength: count,
    maxLength: count,
  }).map((steps) => steps.map((step) => step / 8 + 1 / 16));
}

/** Types with numbers. */
export const numberTypes: fc.Arbitrary<DType> = fc.constantFrom(
  "float32",
  "float32",
  "int32",
);

/** All types. */
export const types: fc.Arbitrary<DType> = fc.constantFrom(
  "float32",
  "float32",
  "int32",
  "bool",
);
