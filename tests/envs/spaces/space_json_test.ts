import fc from "fast-check";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { spaceFromJson, spaceToJson } from "../../../envs/spaces/space_json.ts";
import { equalSpaces } from "../../../envs/spaces/space.ts";
import { space } from "../toy_environment.ts";

Deno.test("spaceFromJson() reads every space that spaceToJson() writes", () => {
  fc.assert(fc.property(space, (space) => {
    const read = spaceFromJson(JSON.parse(JSON.stringify(spaceToJson(space))));
    assertEquals(read, space);
    assert(equalSpaces(read, space) && Object.isFrozen(read));
  }));
});

Deno.test("spaceFromJson() refuses anything else", () => {
  const others = fc.oneof(
    fc.jsonValue(),
    fc.record({
      kind: fc.constantFrom("box", "discrete", "text"),
      n: fc.jsonValue(),
    }),
  );
  fc.assert(fc.property(others, (json) => {
    assertThrows(() => spaceFromJson(json), SyntaxError, "Cannot read a space");
  }));
  assertThrows(
    () => spaceFromJson({ kind: "discrete", n: 0, start: 0 }),
    RangeError,
  );
  const crossed = {
    kind: "box",
    dtype: "float32",
    shape: [1],
    low: 1,
    high: 0,
  };
  assertThrows(() => spaceFromJson(crossed), RangeError);
  const odd = { ...crossed, low: "many" };
  assertThrows(() => spaceFromJson(odd), SyntaxError, "Cannot read a number");
});
