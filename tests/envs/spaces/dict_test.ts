import { assert, assertEquals, assertThrows } from "@std/assert";
import { dict } from "../../../envs/spaces/dict.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";
import {
  contains,
  equalSpaces,
  formatSpace,
  type Space,
} from "../../../envs/spaces/space.ts";
import { readValue, spaceBuffer } from "../../../envs/spaces/space_buffer.ts";

Deno.test("dict() is frozen, and does not change with the record it was made from", () => {
  const spaces: Record<string, Space> = { b: discrete(2), a: discrete(3) };
  const space = dict(spaces);
  delete spaces.a;
  assertEquals(space, {
    kind: "dict",
    spaces: { a: discrete(3), b: discrete(2) },
  });
  assert(Object.isFrozen(space) && Object.isFrozen(space.spaces));
});

Deno.test("dict() sorts names as texts, whatever order they are given in", () => {
  const [one, two, three] = [discrete(1), discrete(2), discrete(3)];
  const space = dict({ b: two, 9: three, 10: one });
  assert(equalSpaces(space, dict({ 10: one, b: two, 9: three })));
  assertEquals(
    formatSpace(space),
    'dict({ "10": discrete(1), "9": discrete(3), b: discrete(2) })',
  );
  const buffer = spaceBuffer(space, 1);
  buffer.set([7, 8, 9]);
  assertEquals(readValue(space, buffer), { 10: 7, 9: 8, b: 9 });
});

Deno.test("dict() takes the name of every object's prototype for a name", () => {
  const space = dict({ ["__proto__"]: discrete(2) });
  assert(contains(space, { ["__proto__"]: 1 }));
  assert(!contains(space, {}));
});

Deno.test("dict() refuses what is no record of spaces", () => {
  assertThrows(
    () => dict({}),
    RangeError,
    "Cannot describe a dict space as there must be a space in it: current number is 0",
  );
  assertThrows(
    () => dict({ gear: 3 as unknown as Space }),
    TypeError,
    '"gear" must be a space: current value is 3',
  );
  for (const other of [null, [discrete(2)], 1]) {
    assertThrows(
      () => dict(other as unknown as Record<string, Space>),
      TypeError,
      "'spaces' must be a record of spaces",
    );
  }
});
