import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { linesOf } from "../../bench/lines_of.ts";

Deno.test("lines come whole, however their bytes are divided", async () => {
  const line = fc.string({ unit: "grapheme" }).map((text) =>
    text.replaceAll("\n", " ")
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(line),
      fc.integer({ min: 1, max: 9 }),
      async (lines, size) => {
        const text = lines.map((each) => `${each}\n`).join("");
        const bytes = new TextEncoder().encode(text);
        const parts = ReadableStream.from(
          Array.from(
            { length: Math.ceil(bytes.length / size) },
            (_, i) => bytes.slice(i * size, (i + 1) * size),
          ),
        );
        assertEquals(await Array.fromAsync(linesOf(parts)), lines);
      },
    ),
  );
});
