import fc from "fast-check";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { box } from "../../../envs/spaces/box.ts";
import { dict } from "../../../envs/spaces/dict.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";
import {
  bufferFlattener,
  flatSize,
  flattenSpace,
  flattenValue,
  unflattenValue,
} from "../../../envs/spaces/flatten_value.ts";
import { multiBinary } from "../../../envs/spaces/multi_binary.ts";
import { multiDiscrete } from "../../../envs/spaces/multi_discrete.ts";
import {
  type ActionOf,
  contains,
  sample,
  type Space,
} from "../../../envs/spaces/space.ts";
import {
  readValue,
  spaceBuffer,
  writeValue,
} from "../../../envs/spaces/space_buffer.ts";
import { spaceFromJson } from "../../../envs/spaces/space_json.ts";
import { text } from "../../../envs/spaces/text.ts";
import { tuple } from "../../../envs/spaces/tuple.ts";
import { fromJsonNumber } from "../../../envs/json_number.ts";
import { space } from "../../arbitraries/space.ts";
import gymnasium from "../../fixtures/envs/spaces.json" with { type: "json" };

Deno.test("flattenValue() puts a 1 at each choice", () => {
  assertEquals(
    flattenValue(discrete(4, { start: 1 }), 3),
    Uint8Array.of(0, 0, 1, 0),
  );
  const several = multiDiscrete([3, 2], { start: [0, 5] });
  assertEquals(
    flattenValue(several, Int32Array.of(2, 5)),
    Uint8Array.of(0, 0, 1, 1, 0),
  );
});

Deno.test("flattenValue() numbers characters, and fills up behind the text", () => {
  const word = text({ maxLength: 4, charset: "cab" });
  assertEquals(flattenValue(word, "bc"), Int32Array.of(2, 0, 3, 3));
});

Deno.test("flattenValue() and flattenSpace() answer what Gymnasium answers", () => {
  for (const { space: json, flatdim, flat, samples } of gymnasium.spaces) {
    const space = spaceFromJson(json);
    assertEquals(flatSize(space), flatdim);
    const { low, high, shape } = flattenSpace(space);
    assertEquals(shape, [flatdim]);
    const all = (bound: number | readonly number[]) =>
      typeof bound === "number" ? Array(flatdim).fill(bound) : bound;
    assertEquals(all(low), flat.low.map(fromJsonNumber));
    assertEquals(all(high), flat.high.map(fromJsonNumber));
    for (const { value, flat } of samples) {
      const buffer = spaceBuffer(space, 1);
      // The lists of the file are actions, which are written as values are.
      writeValue(space, value as ActionOf<Space>, buffer);
      const read = readValue(space, buffer);
      assert(contains(space, read));
      assertEquals([...flattenValue(space, read)], flat);
      assertEquals(unflattenValue(space, flat), read);
    }
  }
});

Deno.test("flattenValue() answers a value of flattenSpace(), which unflattenValue() undoes", () => {
  fc.assert(
    fc.property(space, fc.nat(), (space, seed) => {
      const value = sample(space, RandomStream.from(seed));
      const flat = flattenValue(space, value);
      assertEquals(flat.length, flatSize(space));
      assert(contains(flattenSpace(space), flat));
      assertEquals(unflattenValue(space, flat), value);
      assertEquals(unflattenValue(space, [...flat]), value);
    }),
    { numRuns: 300 },
  );
});

Deno.test("flat vectors are different for different values", () => {
  fc.assert(fc.property(space, fc.nat(), (space, seed) => {
    const random = RandomStream.from(seed);
    const [a, b] = [sample(space, random), sample(space, random)];
    const same =
      String(flattenValue(space, a)) === String(flattenValue(space, b));
    assertEquals(
      same,
      Deno.inspect(a, { depth: 9 }) === Deno.inspect(b, { depth: 9 }),
    );
  }));
});

Deno.test("bufferFlattener() flattens all values of a buffer", () => {
  fc.assert(fc.property(space, fc.nat(), (space, seed) => {
    const random = RandomStream.from(seed);
    const values = [0, 1, 2].map(() => sample(space, random));
    const buffer = spaceBuffer(space, 3);
    values.forEach((value, i) =>
      writeValue(space, value, buffer, i * buffer.length / 3)
    );
    const into = new Float64Array(3 * flatSize(space)).fill(9);
    bufferFlattener(space)(buffer, into);
    assertEquals(
      [...into],
      values.flatMap((value) => [...flattenValue(space, value)]),
    );
  }));
});

Deno.test("an infinity stays where a box has no bound", () => {
  const line = box({ low: 0, high: Infinity });
  const value = Float32Array.of(Infinity);
  assertEquals(unflattenValue(line, flattenValue(line, value)), value);
});

Deno.test("unflattenValue() refuses what flattenValue() never answers", () => {
  const refused = (space: Space, flat: number[]) =>
    assertThrows(
      () => unflattenValue(space, flat),
      RangeError,
      "Cannot unflatten a vector as it must be a flat vector of",
    );
  for (
    const flat of [[0, 0, 0], [1, 0, 1], [0, 0.5, 0], [0, 1], [0, 1, 0, 0], [
      NaN,
      1,
      0,
    ]]
  ) refused(discrete(3), flat);
  refused(multiDiscrete([2, 2]), [1, 1, 0, 0]);
  refused(multiBinary(2), [0, 2]);
  refused(box({ low: 0, high: 1 }), [1.5]);
  refused(box({ low: 0, high: 1 }), [NaN]);
  refused(box({ low: 0, high: 5, dtype: "uint8" }), [0.5]);
  refused(box({ low: 0, high: 5, dtype: "uint8" }), [256]);
  const word = text({ maxLength: 3, charset: "ab" });
  for (const flat of [[2, 2, 2], [0, 2, 0], [0, 3, 3]]) refused(word, flat);
  refused(tuple([discrete(2), discrete(2)]), [1, 0, 0, 0]);
});

Deno.test("flattenValue() refuses what is no value of the space", () => {
  assertThrows(
    () => flattenValue(dict({ gear: discrete(2) }), { gear: 2 }),
    RangeError,
    "Cannot flatten a value as it must be a value of dict({ gear: discrete(2) })",
  );
});
