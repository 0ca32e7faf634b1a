import fc from "fast-check";
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { box } from "../../../envs/spaces/box.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";
import { sample } from "../../../envs/spaces/space.ts";
import {
  bufferRows,
  bufferValues,
  rowValue,
  spaceBuffer,
  writeRow,
} from "../../../envs/spaces/space_buffer.ts";
import { space } from "../toy_environment.ts";

Deno.test("spaceBuffer() holds values one behind the other", () => {
  assertEquals(spaceBuffer(discrete(3), 2), new Int32Array(2));
  assertEquals(
    spaceBuffer(box({ low: 0, high: [1, 1, 1] }), 2),
    new Float32Array(6),
  );
});

Deno.test("writeRow() and rowValue() are inverse, and rows share the buffer's memory", () => {
  fc.assert(fc.property(space, fc.nat(), (space, seed) => {
    const random = RandomStream.from(seed);
    const buffer = spaceBuffer(space, 3);
    const rows = bufferRows(space, buffer);
    const values = rows.map(() => sample(space, random));
    rows.forEach((row, i) => writeRow(row, values[i]!));
    assertEquals(rows.map((row) => rowValue(space, row)), values);
    const listed = bufferValues(space, buffer);
    assertEquals(values.map((_, i) => listed[i]), values);
    assert(rows.every((row) => row.buffer === buffer.buffer));
  }));
  const choices = spaceBuffer(discrete(2), 4);
  assertStrictEquals(bufferValues(discrete(2), choices), choices);
});
