import { assert, assertEquals, assertThrows } from "@std/assert";
import { discrete } from "../../../envs/spaces/discrete.ts";
import type { Space } from "../../../envs/spaces/space.ts";
import { tuple } from "../../../envs/spaces/tuple.ts";

Deno.test("tuple() is frozen, and does not change with the list it was made from", () => {
  const spaces: Space[] = [discrete(2), discrete(3)];
  const space = tuple(spaces);
  spaces.pop();
  assertEquals(space, { kind: "tuple", spaces: [discrete(2), discrete(3)] });
  assert(Object.isFrozen(space) && Object.isFrozen(space.spaces));
});

Deno.test("tuple() refuses what is no list of spaces", () => {
  assertThrows(
    () => tuple([]),
    RangeError,
    "Cannot describe a tuple space as there must be a space in it: current length is 0",
  );
  assertThrows(
    () => tuple([discrete(2), 3 as unknown as Space]),
    TypeError,
    "place 1 must be a space: current value is 3",
  );
  assertThrows(
    () => tuple(discrete(2) as unknown as Space[]),
    TypeError,
    "'spaces' must be a list of spaces: current value is an object",
  );
});
