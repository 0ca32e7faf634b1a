import fc from "fast-check";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { spaceFromJson, spaceToJson } from "../../../envs/spaces/space_json.ts";
import { dict } from "../../../envs/spaces/dict.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";
import { equalSpaces, spaceSize } from "../../../envs/spaces/space.ts";
import { space } from "../../arbitraries/space.ts";

Deno.test("spaceFromJson() reads every space that spaceToJson() writes", () => {
  fc.assert(fc.property(space, (space) => {
    const read = spaceFromJson(JSON.parse(JSON.stringify(spaceToJson(space))));
    assertEquals(read, space);
    assert(equalSpaces(read, space) && Object.isFrozen(read));
  }));
});

Deno.test("spaceToJson() is stable", () => {
  fc.assert(fc.property(space, (space) => {
    const text = JSON.stringify(spaceToJson(space));
    const again = JSON.stringify(spaceToJson(spaceFromJson(JSON.parse(text))));
    assertEquals(again, text);
  }));
  const [a, b] = [discrete(1), discrete(2)];
  assertEquals(
    JSON.stringify(spaceToJson(dict({ b, a }))),
    '{"kind":"dict","spaces":{"a":{"kind":"discrete","n":1,"start":0},' +
      '"b":{"kind":"discrete","n":2,"start":0}}}',
  );
});

Deno.test("spaceFromJson() refuses anything else", () => {
  const kinds = [
    "box",
    "discrete",
    "multiBinary",
    "multiDiscrete",
    "text",
    "tuple",
    "dict",
  ];
  const others = fc.oneof(
    fc.jsonValue(),
    fc.record({
      kind: fc.constantFrom(...kinds),
      n: fc.jsonValue(),
    }),
    fc.record({
      kind: fc.constantFrom("tuple", "dict"),
      spaces: fc.oneof(
        fc.constantFrom(1, null, "a", [1], { a: 1 }),
        fc.string(),
      ),
    }),
  );
  fc.assert(fc.property(others, (json) => {
    assertThrows(() => spaceFromJson(json), SyntaxError, "Cannot read a");
  }));
});

Deno.test("spaceFromJson() refuses every space with a field left out or of another type", () => {
  fc.assert(
    fc.property(
      space,
      fc.nat(),
      fc.constantFrom(null, true, {}),
      (space, nth, other) => {
        const json: Record<string, unknown> = { ...spaceToJson(space) };
        const fields = Object.keys(json);
        const field = fields[nth % fields.length]!;
        const { [field]: _, ...rest } = json;
        assertThrows(() => spaceFromJson(rest), SyntaxError);
        if (field === "spaces" && other !== null && other !== true) return;
        const changed = { ...json, [field]: other };
        assertThrows(() => spaceFromJson(changed), SyntaxError);
      },
    ),
  );
});

Deno.test("spaceFromJson() refuses spaces that cannot be", () => {
  const crossed = {
    kind: "box",
    dtype: "float32",
    shape: [1],
    low: 1,
    high: 0,
  };
  for (
    const json of [
      { kind: "discrete", n: 0, start: 0 },
      crossed,
      { ...crossed, low: 0, shape: [1e9, 1e9] },
      { kind: "multiDiscrete", nvec: [2], start: [] },
      { kind: "multiBinary", shape: [1.5] },
      { kind: "text", minLength: 2, maxLength: 1, charset: "a" },
      { kind: "text", minLength: 0, maxLength: 1, charset: "aa" },
      { kind: "tuple", spaces: [] },
      { kind: "dict", spaces: {} },
      { kind: "tuple", spaces: [{ kind: "discrete", n: 0, start: 0 }] },
    ]
  ) assertThrows(() => spaceFromJson(json), RangeError, "Cannot describe a");
  const odd = { ...crossed, low: "many" };
  assertThrows(() => spaceFromJson(odd), SyntaxError, "Cannot read a number");
});

Deno.test("spaceFromJson() reads spaces in 100 others, and refuses deeper ones", () => {
  const within = (depth: number) => {
    const choice = JSON.stringify(discrete(1));
    const begin = '{"kind":"tuple","spaces":['.repeat(depth);
    return JSON.parse(begin + choice + "]}".repeat(depth));
  };
  assertEquals(spaceSize(spaceFromJson(within(100))), 1);
  for (const depth of [101, 100_000]) {
    assertThrows(
      () => spaceFromJson(within(depth)),
      SyntaxError,
      "spaces must stand within at most 100 others: current depth is more",
    );
  }
});
