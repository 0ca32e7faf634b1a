import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { plainAction } from "../../../envs/spaces/plain_action.ts";
import {
  acceptsAction,
  type ActionOf,
  sample,
  type Space,
} from "../../../envs/spaces/space.ts";
import { spaceBuffer, writeValue } from "../../../envs/spaces/space_buffer.ts";
import { space } from "../../arbitraries/space.ts";

Deno.test("plainAction() makes lists of arrays, and leaves numbers and texts", () => {
  assertEquals(plainAction(2), 2);
  assertEquals(plainAction("ab"), "ab");
  assertEquals(plainAction(Float64Array.of(0.1, 2)), [0.1, 2]);
  const action = { length: 1, parts: [Uint8Array.of(0, 1), "a"] };
  assertEquals(plainAction(action), { length: 1, parts: [[0, 1], "a"] });
});

Deno.test("an action comes back from JSON as the same action", () => {
  fc.assert(fc.property(space, fc.nat(), (space, seed) => {
    const value = sample(space, RandomStream.from(seed));
    // Every value is an action, which the types say of each space but not of all.
    const plain = plainAction(value as ActionOf<Space>);
    const again: unknown = JSON.parse(JSON.stringify(plain));
    assertEquals(again, plain);
    assert(acceptsAction(space, again));
    const [one, other] = [spaceBuffer(space, 1), spaceBuffer(space, 1)];
    writeValue(space, value, one);
    writeValue(space, again, other);
    assertEquals(one, other);
  }));
});
