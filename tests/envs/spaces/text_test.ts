import { assert, assertEquals, assertThrows } from "@std/assert";
import { contains, formatSpace } from "../../../envs/spaces/space.ts";
import { text } from "../../../envs/spaces/text.ts";

Deno.test("text() has letters and digits, and at least one of them", () => {
  const space = text({ maxLength: 8 });
  assert(Object.isFrozen(space));
  assertEquals(space.minLength, 1);
  assertEquals(space.charset.length, 26 + 26 + 10);
  assert(/^[0-9A-Za-z]+$/.test(space.charset));
  assert(
    contains(space, "a0Z") && !contains(space, "") && !contains(space, "ä"),
  );
});

Deno.test("text() counts characters, not their halves", () => {
  const faces = text({ maxLength: 2, charset: "😀🙂" });
  assert(contains(faces, "🙂😀"));
  assert(!contains(faces, "😀😀😀"));
  assert(!contains(faces, "😀".slice(0, 1)));
  assertEquals(
    formatSpace(faces),
    'text({ minLength: 1, maxLength: 2, charset: "😀🙂" })',
  );
  assertEquals(
    formatSpace(text({ minLength: 0, maxLength: 2 })),
    "text({ minLength: 0, maxLength: 2 })",
  );
});

Deno.test("text() refuses lengths and characters that cannot be", () => {
  for (const maxLength of [0, -1, 1.5, NaN, Infinity, 2 ** 31]) {
    assertThrows(() => text({ maxLength }), RangeError, "'maxLength'");
  }
  assertThrows(
    () => text({ maxLength: 2, minLength: 3 }),
    RangeError,
    "Cannot describe a text space as 'minLength' must be an integer within [0, 2]: current value is 3",
  );
  for (const charset of ["", "aba", "\ud83d"]) {
    assertThrows(
      () => text({ maxLength: 1, charset }),
      RangeError,
      "'charset' must hold characters, each of them once",
    );
  }
  const charset = ["a"] as unknown as string;
  assertThrows(() => text({ maxLength: 1, charset }), TypeError, "'charset'");
  assertThrows(
    () => text({} as { maxLength: number }),
    TypeError,
    "'maxLength'",
  );
});
