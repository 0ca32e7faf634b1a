import {
  assert,
  assertEquals,
  assertInstanceOf,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import {
  cannot,
  editDistance,
  formatShape,
  formatValue,
  type Interval,
  requireInteger,
  requireOneOf,
  requirePositiveInteger,
  requireWithin,
  unknownName,
} from "../../core/errors.ts";

Deno.test("cannot() says what, why not, and what is there", () => {
  assertEquals(
    cannot("stack layers", "they must agree", "[3, 4]", "shape"),
    "Cannot stack layers as they must agree: current shape is [3, 4]",
  );
  assertEquals(formatShape(Int32Array.of(32, 10)), "[32, 10]");
  assertEquals(formatShape([]), "[]");
});

Deno.test("formatValue() is short and on one line, whatever it is given", () => {
  assertEquals(formatValue("re\nlu"), '"re\\nlu"');
  assertEquals(formatValue(-0), "-0");
  assertEquals(formatValue([1, [2], "a"]), '[1, […], "a"]');
  assertEquals(formatValue(new Uint8Array(3)), "a Uint8Array of 3 bytes");
  fc.assert(
    fc.property(
      fc.anything({
        withBigInt: true,
        withTypedArray: true,
        withNullPrototype: true,
      }),
      (value) => {
        const text = formatValue(value);
        assert(text.length < 1000 && !text.includes("\n"), text);
      },
    ),
  );
});

Deno.test("requirePositiveInteger() lets exactly the positive integers pass", () => {
  requirePositiveInteger(1, "describe a dense layer", "units");
  assertThrows(
    () => requirePositiveInteger(1.5, "describe a dense layer", "units"),
    RangeError,
    "Cannot describe a dense layer as 'units' must be a positive integer: current value is 1.5",
  );
  assertThrows(
    () => requirePositiveInteger("3" as unknown as number, "do it", "n"),
    TypeError,
    'current value is "3"',
  );
  fc.assert(fc.property(fc.double(), (x) => {
    const passes = Number.isSafeInteger(x) && x >= 1;
    if (passes) requirePositiveInteger(x, "do it", "n");
    else {assertThrows(() =>
        requirePositiveInteger(x, "do it", "n"), RangeError);}
  }));
});

const end = fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined });
const interval: fc.Arbitrary<Interval> = fc.tuple(
  end,
  end,
  fc.boolean(),
  fc.boolean(),
)
  .map(([min, max, minExclusive, maxExclusive]) => ({
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    minExclusive,
    maxExclusive,
  }));
const near = fc.oneof(
  fc.constantFrom(NaN, Infinity, -Infinity, 0.5, -2.5),
  fc.integer({ min: -4, max: 4 }),
);

function lies(
  x: number,
  { min, max, minExclusive, maxExclusive }: Interval,
): boolean {
  if (min !== undefined && (x < min || minExclusive && x === min)) return false;
  return max === undefined || !(x > max || maxExclusive && x === max);
}

Deno.test("requireWithin() and requireInteger() let exactly the interval pass", () => {
  let [inside, outside] = [0, 0];
  fc.assert(
    fc.property(near, interval, (x, within) => {
      const fits = Number.isFinite(x) && lies(x, within);
      if (fits) inside++;
      else outside++;
      if (fits) requireWithin(x, "do it", "x", within);
      else {assertThrows(() =>
          requireWithin(x, "do it", "x", within), RangeError);}
      if (fits && Number.isInteger(x)) requireInteger(x, "do it", "x", within);
      else {assertThrows(
          () => requireInteger(x, "do it", "x", within),
          RangeError,
        );}
    }),
    { numRuns: 2000 },
  );
  assert(inside > 200 && outside > 200, `${inside} inside, ${outside} outside`);
});

Deno.test("requireWithin() tells the interval as it is", () => {
  const tell = (x: number, within: Interval) =>
    assertThrows(() => requireWithin(x, "do it", "x", within)).message;
  assertEquals(
    tell(2, { min: 0, max: 1, maxExclusive: true }),
    "Cannot do it as 'x' must be a finite number within [0, 1): current value is 2",
  );
  assert(tell(0, { min: 0, minExclusive: true }).includes("number above 0:"));
  assert(tell(0, { min: 1 }).includes("number of at least 1:"));
  assert(tell(9, { max: 1 }).includes("number of at most 1:"));
  assert(tell(1, { max: 1, maxExclusive: true }).includes("number below 1:"));
  assert(
    tell(NaN, {}).includes("must be a finite number: current value is NaN"),
  );
});

Deno.test("requireOneOf() and unknownName() list what there is", () => {
  requireOneOf("same", "describe a layer", "padding", ["same", "valid"]);
  assertThrows(
    () =>
      requireOneOf("full", "describe a layer", "padding", ["same", "valid"]),
    RangeError,
    `Cannot describe a layer as 'padding' must be one of "same", "valid": current value is "full"`,
  );
  const ids = Array.from({ length: 20 }, (_, i) => `Maze-v${i}`);
  const error = unknownName("make an environment", "id", "cartpole-v1", [
    ...ids,
    "CartPole-v1",
  ]);
  assertInstanceOf(error, RangeError);
  assert(
    error.message.includes('one of 21, the nearest "CartPole-v1", '),
    error.message,
  );
  assert(
    unknownName("find", "name", "a", []).message.includes("there is none"),
  );
});

/** The definition, without any thought for speed. */
function slowDistance(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const [restA, restB] = [a.slice(1), b.slice(1)];
  return Math.min(
    slowDistance(restA, b) + 1,
    slowDistance(a, restB) + 1,
    slowDistance(restA, restB) + (a[0] === b[0] ? 0 : 1),
  );
}

Deno.test("editDistance() agrees with its definition", () => {
  assertEquals(editDistance("kitten", "sitting"), 3);
  const word = fc.string({
    unit: fc.constantFrom("a", "b", "c"),
    maxLength: 6,
  });
  fc.assert(fc.property(word, word, (a, b) => {
    assertEquals(editDistance(a, b), slowDistance(a, b));
  }));
});
