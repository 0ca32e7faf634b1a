import fc from "fast-check";

const PARTS = 2 ** 30;

/** Numbers of an interval, near and far alike; `fc.double` draws most of them next to 0. */
export function evenNumber(min: number, max: number): fc.Arbitrary<number> {
  return fc.nat(PARTS).map((part) => min + (max - min) * (part / PARTS));
}
