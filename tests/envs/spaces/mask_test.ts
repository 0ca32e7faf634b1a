import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { box } from "../../../envs/spaces/box.ts";
import { dict } from "../../../envs/spaces/dict.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";
import { multiBinary } from "../../../envs/spaces/multi_binary.ts";
import { multiDiscrete } from "../../../envs/spaces/multi_discrete.ts";
import {
  contains,
  sample,
  type SampleOptions,
  type Space,
  type ValueOf,
} from "../../../envs/spaces/space.ts";
import { text } from "../../../envs/spaces/text.ts";
import { tuple } from "../../../envs/spaces/tuple.ts";

/** What is drawn in many draws, each value once, as text, sorted. */
function drawn<S extends Space>(
  space: S,
  options: SampleOptions<S>,
  draws = 300,
): string[] {
  const random = RandomStream.from(1);
  const seen = new Set(
    Array.from({ length: draws }, () => show(sample(space, random, options))),
  );
  return [...seen].sort();
}

function show(value: unknown): string {
  return JSON.stringify(
    value,
    (_, part) => ArrayBuffer.isView(part) ? [...part as Uint8Array] : part,
  );
}

Deno.test("a mask of several choices allows for each place its own", () => {
  const space = multiDiscrete([3, 2, 2], { start: [5, 0, -1] });
  const mask = [[1, 0, 1], null, Uint8Array.of(0, 1)];
  assertEquals(drawn(space, { mask }), [
    "[5,0,0]",
    "[5,1,0]",
    "[7,0,0]",
    "[7,1,0]",
  ]);
});

Deno.test("a mask of switches leaves open those that are 2", () => {
  const space = multiBinary([2, 2]);
  assertEquals(drawn(space, { mask: Uint8Array.of(0, 1, 2, 2) }), [
    "[0,1,0,0]",
    "[0,1,0,1]",
    "[0,1,1,0]",
    "[0,1,1,1]",
  ]);
});

Deno.test("a mask of a text says how long it is, and of what", () => {
  const space = text({ minLength: 0, maxLength: 2, charset: "abc" });
  const charset = [0, 1, 1];
  assertEquals(drawn(space, { mask: { length: 2, charset } }), [
    '"bb"',
    '"bc"',
    '"cb"',
    '"cc"',
  ]);
  assertEquals(drawn(space, { mask: { charset: [1, 0, 0] } }), [
    '""',
    '"a"',
    '"aa"',
  ]);
  assertEquals(drawn(space, { mask: { length: 1 } }), ['"a"', '"b"', '"c"']);
  assertEquals(drawn(space, { mask: { charset: [0, 0, 0] } }), ['""']);
});

Deno.test("masks of parts stand where the parts stand", () => {
  const space = dict({
    gear: discrete(3),
    more: tuple([box({ low: 0, high: 0 }), discrete(2), multiBinary(1)]),
    free: discrete(2),
  });
  const mask = { gear: [0, 0, 1], more: [null, [1, 0], [1]] } as const;
  assertEquals(drawn(space, { mask }), [
    '{"free":0,"gear":2,"more":[[0],0,[1]]}',
    '{"free":1,"gear":2,"more":[[0],0,[1]]}',
  ]);
});

Deno.test("probabilities say how often something is drawn", () => {
  const often = <S extends Space>(
    space: S,
    probability: NonNullable<SampleOptions<S>["probability"]>,
    what: (value: ValueOf<S>) => boolean,
  ) => {
    const random = RandomStream.from(7);
    let count = 0;
    for (let i = 0; i < 4000; i++) {
      // It is one of the two options, which the type cannot say here.
      const options = { probability } as SampleOptions<S>;
      if (what(sample(space, random, options))) count++;
    }
    return count / 4000;
  };
  const near = (found: number, expected: number) =>
    assertAlmostEquals(found, expected, 0.03);
  near(often(discrete(3, { start: 1 }), [0.5, 0.2, 0.3], (v) => v === 3), 0.3);
  near(
    often(multiDiscrete([2, 2]), [[0.1, 0.9], null], ([a, b]) => a! + b! === 2),
    0.45,
  );
  near(often(multiBinary(2), [0.8, 0.5], ([a, b]) => a! + b! === 2), 0.4);
  const ab = text({ maxLength: 2, charset: "ab" });
  near(often(ab, { charset: [0.8, 0.2] }, (v) => v === "a"), 0.4);
  near(
    often(
      tuple([discrete(2), discrete(2)]),
      [[0, 1], [0.7, 0.3]],
      ([a, b]) => a === 1 && b === 1,
    ),
    0.3,
  );
});

Deno.test("a part that a mask does not speak of is drawn as without one", () => {
  fc.assert(fc.property(fc.nat(), (seed) => {
    const space = tuple([
      discrete(9),
      multiDiscrete([9, 9]),
      multiBinary(4),
      text({ maxLength: 5 }),
      box({ low: 0, high: [1, 2] }),
    ]);
    const mask = [null, null, null, null, null] as const;
    assertEquals(
      sample(space, RandomStream.from(seed), { mask }),
      sample(space, RandomStream.from(seed)),
    );
  }));
});

Deno.test("sample() refuses masks that do not fit", () => {
  const random = RandomStream.from(0);
  const refused = (space: Space, mask: unknown, message: string) => {
    // Nobody has checked it: that is what is tried.
    const options = { mask } as SampleOptions<Space>;
    assertThrows(() => sample(space, random, options), RangeError, message);
  };
  for (const mask of [[0, 0, 0], [1, 1], [1, 1, 1, 1], [1, 2, 0], 1, "101"]) {
    refused(
      discrete(3),
      mask,
      "Cannot sample from discrete(3) as 'mask' must say for each of 3 choices",
    );
  }
  const several = multiDiscrete([2, 3]);
  refused(several, [[1, 0]], "'mask' must be a list for each of 2 places");
  refused(
    several,
    [[1, 0], [1, 1]],
    "Cannot sample from place 1 of multiDiscrete([2, 3]) as 'mask' must say for each of 3 choices whether it is allowed, and allow one: current value is [1, 1]",
  );
  refused(multiBinary(2), [0, 3], "(0), on (1) or either (2)");
  refused(multiBinary(2), [0], "for each of 2 switches");
  const word = text({ maxLength: 2, charset: "ab" });
  refused(word, { length: 3 }, "'mask' must have a length within [1, 2]");
  refused(word, { charset: [0, 0] }, "allow one");
  refused(word, { size: 3 }, 'option must be one of "length", "charset"');
  refused(box({ low: 0, high: 1 }), [1], "'mask' must be left out for a box");
  const pair = tuple([discrete(2), word]);
  refused(pair, [[1, 0]], "'mask' must be a list of 2, one for each part");
  refused(pair, [[0, 0], null], "Cannot sample from discrete(2)");
  refused(dict({ gear: discrete(2) }), { speed: [1, 0] }, '"speed"');
});

Deno.test("sample() refuses probabilities that are none", () => {
  const random = RandomStream.from(0);
  for (
    const probability of [[0.5, 0.6], [0.5], [1.5, -0.5], [NaN, 1], [1, 1]]
  ) {
    assertThrows(
      () => sample(discrete(2), random, { probability }),
      RangeError,
      "Cannot sample from discrete(2) as 'probability' must be 2 probabilities that sum to 1",
    );
  }
  assertThrows(
    () => sample(discrete(3), random, { probability: [1, 0.5, -0.5] }),
    RangeError,
    "'probability' must be 3 probabilities that sum to 1",
  );
  for (const chance of [2, -0.1, NaN]) {
    assertThrows(
      () => sample(multiBinary(1), random, { probability: [chance] }),
      RangeError,
      "'probability' must be 1 probabilities",
    );
  }
  assertThrows(
    () => sample(discrete(2), random, { mask: [1, 1], probability: [1, 0] }),
    RangeError,
    "only one of 'mask' and 'probability'",
  );
  const single = Float32Array.of(0.1, 0.2, 0.7); // Sums to 1 but for rounding.
  assert(
    contains(discrete(3), sample(discrete(3), random, { probability: single })),
  );
});
