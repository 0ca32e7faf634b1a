import fc from "fast-check";
import {
  assert,
  assertEquals,
  assertFalse,
  assertStrictEquals,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { box } from "../../../envs/spaces/box.ts";
import { dict } from "../../../envs/spaces/dict.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";
import { multiBinary } from "../../../envs/spaces/multi_binary.ts";
import { multiDiscrete } from "../../../envs/spaces/multi_discrete.ts";
import {
  acceptsAction,
  contains,
  sample,
  type Space,
  spaceSize,
} from "../../../envs/spaces/space.ts";
import {
  bufferChecker,
  bufferRows,
  bufferValues,
  readValue,
  spaceBuffer,
  valueReader,
  valueWriter,
  writeValue,
} from "../../../envs/spaces/space_buffer.ts";
import { text } from "../../../envs/spaces/text.ts";
import { tuple } from "../../../envs/spaces/tuple.ts";
import { space } from "../../arbitraries/space.ts";

const bytes = box({ low: 0, high: 255, shape: [2], dtype: "uint8" });
const floats = box({ low: 0, high: [1, 1, 1] });
const doubles = box({ low: 0, high: 1, dtype: "float64" });

Deno.test("spaceBuffer() holds values one behind the other", () => {
  assertEquals(spaceBuffer(discrete(3), 2), new Int32Array(2));
  assertEquals(spaceBuffer(floats, 2), new Float32Array(6));
  assertEquals(spaceBuffer(multiBinary([2, 2]), 2), new Uint8Array(8));
  assertEquals(spaceBuffer(text({ maxLength: 4 }), 2), new Int32Array(8));
});

Deno.test("spaceBuffer() has the smallest type that holds all parts exactly", () => {
  const of = (...parts: Parameters<typeof tuple>[0]) =>
    spaceBuffer(tuple(parts), 1);
  assertEquals(of(bytes, multiBinary(1)), new Uint8Array(3));
  assertEquals(of(bytes, discrete(2)), new Int32Array(3));
  assertEquals(of(bytes, floats), new Float32Array(5));
  assertEquals(of(discrete(2), floats), new Float64Array(4));
  assertEquals(of(bytes, doubles), new Float64Array(3));
  assertEquals(
    of(tuple([discrete(2)]), multiDiscrete([2, 2])),
    new Int32Array(3),
  );
});

Deno.test("a buffer holds the parts of a value one behind the other", () => {
  const space = dict({
    name: text({ maxLength: 4, charset: "abc" }),
    gear: discrete(3, { start: -1 }),
    at: tuple([floats, multiBinary(2)]),
  });
  const buffer = spaceBuffer(space, 2);
  const value = {
    name: "ba",
    gear: -1,
    at: [Float32Array.of(0.5, 0.25, 1), Uint8Array.of(0, 1)],
  } as const;
  writeValue(space, value, buffer, 10);
  assertEquals([...buffer.subarray(0, 10)], Array(10).fill(0));
  assertEquals(
    [...buffer.subarray(10)],
    [0.5, 0.25, 1, 0, 1, -1, 1, 0, 3, 3],
  );
  assertEquals(readValue(space, buffer, 10), value);
});

Deno.test("a value that was written is read again, and stays as it is", () => {
  fc.assert(fc.property(space, fc.nat(), (space, seed) => {
    const random = RandomStream.from(seed);
    const size = spaceSize(space);
    const buffer = spaceBuffer(space, 3);
    const [read, write] = [valueReader(space), valueWriter(space)];
    const values = [0, 1, 2].map(() => sample(space, random));
    const places = [0, size, 2 * size];
    places.forEach((at, i) => write(values[i]!, buffer, at));
    assertEquals(places.map((at) => read(buffer, at)), values);
    assertEquals(bufferRows(space, buffer).map((row) => read(row, 0)), values);
    assert(places.every((at) => bufferChecker(space)(buffer, at)));
    const own = places.map((at) => readValue(space, buffer, at));
    buffer.fill(0);
    assertEquals(own, values);
  }));
});

Deno.test("bufferValues() follows the buffer", () => {
  fc.assert(fc.property(space, fc.nat(), (space, seed) => {
    const random = RandomStream.from(seed);
    const buffer = spaceBuffer(space, 2);
    const listed = bufferValues(space, buffer);
    assertEquals(listed.length, 2);
    for (let round = 0; round < 2; round++) {
      const values = [sample(space, random), sample(space, random)];
      bufferRows(space, buffer).forEach((row, i) =>
        writeValue(space, values[i]!, row)
      );
      assertEquals([listed[0], listed[1]], values);
    }
  }));
  const choices = spaceBuffer(discrete(2), 4);
  assertStrictEquals<unknown>(bufferValues(discrete(2), choices), choices);
});

Deno.test("bufferRows() and valueReader() share the buffer's memory", () => {
  const buffer = spaceBuffer(floats, 2);
  const [, row] = bufferRows(floats, buffer);
  const value = valueReader(floats)(buffer, 3);
  buffer[3] = 0.5;
  assertEquals([row![0], value[0]], [0.5, 0.5]);
});

Deno.test("writeValue() takes numbers from any kind of list", () => {
  const space = tuple([floats, multiDiscrete([2, 3])]);
  const buffer = spaceBuffer(space, 1);
  writeValue(space, [Float64Array.of(0, 0.5, 1), [1, 2]], buffer);
  assertEquals(buffer, Float64Array.of(0, 0.5, 1, 1, 2));
});

Deno.test("bufferChecker() finds the actions that reading keeps whole", () => {
  const filling = fc.constantFrom(-1, 0, 1, 2, 3, 62, 300, 0.5, NaN, Infinity);
  const fillings = fc.array(filling, { minLength: 1, maxLength: 5 });
  const law = (space: Space, numbers: number[]) => {
    const buffer = spaceBuffer(space, 1);
    buffer.forEach((_, i) => buffer[i] = numbers[i % numbers.length]!);
    const action = readValue(space, buffer);
    const again = spaceBuffer(space, 1);
    writeValue(space, action, again);
    const whole = buffer.every((number, i) => number === again[i]);
    const found = bufferChecker(space)(buffer, 0);
    assertEquals(found, whole && acceptsAction(space, action));
    return found;
  };
  fc.assert(
    fc.property(space, fillings, (...drawn) => void law(...drawn)),
    { numRuns: 300 },
  );
  const drawn = fc.sample(fc.tuple(space, fillings), { numRuns: 200, seed: 1 });
  const actions = drawn.filter((each) => law(...each)).length;
  assert(actions > 30 && actions < 170);
});

Deno.test("bufferChecker() refuses numbers that reading would round or cut off", () => {
  const mixed = tuple([doubles, multiDiscrete([2]), multiBinary(1), bytes]);
  const isAction = bufferChecker(mixed);
  assert(isAction(Float64Array.of(1e9, 1, 1, 0, 255), 0));
  for (
    const [place, number] of [
      [0, NaN],
      [0, Infinity],
      [1, 0.5],
      [2, 0.5],
      [3, 0.5],
      [4, 256],
      [4, NaN],
    ]
  ) {
    const buffer = spaceBuffer(mixed, 1);
    buffer[place!] = number!;
    assertFalse(isAction(buffer, 0), `${number} at ${place}`);
  }
  const word = text({ minLength: 1, maxLength: 3, charset: "ab" });
  for (const other of [-1, 3]) {
    const read = readValue(word, Int32Array.of(0, other, 2));
    assertFalse(contains(word, read), read);
  }
  assert(bufferChecker(word)(Int32Array.of(1, 0, 2), 0));
  for (const row of [[2, 2, 2], [1, 2, 1], [3, 2, 2], [-1, 2, 2], [0, 0, 3]]) {
    assertFalse(bufferChecker(word)(Int32Array.from(row), 0), String(row));
  }
});
