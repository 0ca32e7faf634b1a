import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  columnsOf,
  fitText,
  plainText,
  wrapText,
} from "../../core/terminal_text.ts";

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom("a", " ", "\n", "\x1b", "\r", "世", "🎉", "é", "█"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
  maxLength: 60,
  size: "max",
});
const width = fc.integer({ min: 2, max: 30 });

Deno.test("columnsOf() counts two for wide characters", () => {
  assertEquals(["", "abc", "世界", "🎉", "✅", "█", "é"].map(columnsOf), [
    0,
    3,
    4,
    2,
    2,
    1,
    1,
  ]);
});

Deno.test("plainText() leaves nothing that moves the cursor", () => {
  assertEquals(plainText("a\r\n\x1b[31mb\x00"), "a [31mb ");
  fc.assert(fc.property(text, (t) => {
    // deno-lint-ignore no-control-regex
    assert(!/[\x00-\x1f\x7f-\x9f]/.test(plainText(t)));
  }));
});

Deno.test("fitText() keeps what fits and cuts as little as it must", () => {
  assertEquals(fitText("progress", 8), "progress");
  assertEquals(fitText("progress", 5), "prog…");
  assertEquals(fitText("世界世界", 5), "世界…");
  assertEquals(fitText("世界世界", 4), "世…");
  assertEquals(fitText("abc", 0), "");
  fc.assert(fc.property(text, width, (t, w) => {
    const fitted = fitText(t, w);
    const plain = plainText(t);
    assert(columnsOf(fitted) <= w);
    if (columnsOf(plain) <= w) assertEquals(fitted, plain);
    else {
      assert(plain.startsWith(fitted.slice(0, -1)) && fitted.endsWith("…"));
      assert(columnsOf(fitted) >= w - 1);
    }
  }));
});

Deno.test("wrapText() loses nothing but spaces, and every piece fits", () => {
  assertEquals(wrapText("no real GPU adapter", 8), [
    "no real",
    "GPU",
    "adapter",
  ]);
  assertEquals(wrapText("abcdefgh", 3), ["abc", "def", "gh"]);
  assertEquals(wrapText("", 3), [""]);
  let wrapped = 0;
  fc.assert(fc.property(text, width, (t, w) => {
    const lines = wrapText(t, w);
    if (lines.length > 1) wrapped++;
    for (const line of lines) {
      assert(columnsOf(line) <= w, JSON.stringify(lines));
    }
    const solid = (s: string) => s.replaceAll(/\s/gu, "");
    assertEquals(solid(lines.join("")), solid(plainText(t)));
  }));
  assert(wrapped > 20, `${wrapped} wrapped`);
});
