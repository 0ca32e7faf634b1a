import fc from "fast-check";
import { box } from "../../envs/spaces/box.ts";
import { dict } from "../../envs/spaces/dict.ts";
import { discrete } from "../../envs/spaces/discrete.ts";
import { multiBinary } from "../../envs/spaces/multi_binary.ts";
import { multiDiscrete } from "../../envs/spaces/multi_discrete.ts";
import type { Space } from "../../envs/spaces/space.ts";
import { text } from "../../envs/spaces/text.ts";
import { tuple } from "../../envs/spaces/tuple.ts";

const count = fc.integer({ min: 1, max: 5 });
const start = fc.integer({ min: -3, max: 3 });
const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const shape = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 });

const boxes = fc.oneof(
  fc.record({
    low: fc.constantFrom(-Infinity, -2, 0),
    high: fc.constantFrom(0.5, 3, Infinity),
    shape,
    dtype: fc.constantFrom("float32" as const, "float64" as const),
  }, { noNullPrototype: true }).map((options) => box(options)),
  fc.record({
    low: fc.integer({ min: 0, max: 3 }),
    high: fc.integer({ min: 3, max: 255 }),
    shape,
    dtype: fc.constantFrom("uint8" as const, "int32" as const),
  }, { noNullPrototype: true }).map((options) => box(options)),
  fc.array(
    fc.tuple(
      fc.constantFrom(-Infinity, -1.1, 0),
      fc.constantFrom(0, 0.1, Infinity),
    ),
    { minLength: 1, maxLength: 4 },
  ).map((pairs) =>
    box({
      low: pairs.map(([low]) => low),
      high: pairs.map(([, high]) => high),
    })
  ),
  fc.array(fc.tuple(int32, int32), { minLength: 1, maxLength: 4 }).map((
    pairs,
  ) =>
    box({
      low: pairs.map((pair) => Math.min(...pair)),
      high: pairs.map((pair) => Math.max(...pair)),
      dtype: "int32",
    })
  ),
);

const choices = fc.record({ n: count, start }, { noNullPrototype: true })
  .map(({ n, start }) => discrete(n, { start }));

const severalChoices = fc
  .array(fc.tuple(count, start), { minLength: 1, maxLength: 3 })
  .map((places) =>
    multiDiscrete(places.map(([n]) => n), {
      start: places.map(([, start]) => start),
    })
  );

const texts = fc.record({
  minLength: fc.nat(2),
  more: fc.nat(3),
  charset: fc.constantFrom("ab", "ba", "0", "aé漢😀", undefined),
}, { noNullPrototype: true }).map(({ minLength, more, charset }) =>
  text({
    minLength,
    maxLength: Math.max(1, minLength + more),
    ...charset === undefined ? {} : { charset },
  })
);

/** Spaces that are not made of others. */
const simple: fc.Arbitrary<Space> = fc.oneof(
  choices,
  boxes,
  severalChoices,
  shape.map(multiBinary),
  texts,
);

const names = fc.constantFrom(
  "a",
  "b",
  "B",
  "10",
  "9",
  "",
  "length",
  "é",
  "__proto__",
);

/** Any kind of space, small; some are made of others, which may be made of others again. */
export const space: fc.Arbitrary<Space> =
  fc.letrec<{ space: Space }>((tie) => ({
    space: fc.oneof(
      { maxDepth: 2 },
      { weight: 4, arbitrary: simple },
      {
        weight: 1,
        arbitrary: fc.array(tie("space"), { minLength: 1, maxLength: 3 })
          .map((spaces) => tuple(spaces)),
      },
      {
        weight: 1,
        arbitrary: fc.uniqueArray(fc.tuple(names, tie("space")), {
          minLength: 1,
          maxLength: 3,
          selector: ([name]) => name,
        }).map((entries) => dict(Object.fromEntries(entries))),
      },
    ),
  })).space;
