import fc from "fast-check";
import { stripVTControlCharacters } from "node:util";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { pixelsToText } from "../../../envs/rendering/pixels_to_text.ts";
import { image, imageOf } from "./images.ts";

const size = fc.integer({ min: 1, max: 20 });

Deno.test("pixelsToText() draws two pixels to a character in colour, each change of colour once", () => {
  const [red, blue] = ["255;0;0m", "0;0;255m"];
  assertEquals(
    pixelsToText(imageOf("rrb", "rbb"), { columns: 3, color: true }),
    `\x1b[38;2;${red}\x1b[48;2;${red}▀\x1b[48;2;${blue}▀\x1b[38;2;${blue}▀\x1b[0m\n`,
  );
});

Deno.test("pixelsToText() draws dots where a picture is not like most of it", () => {
  assertEquals(
    pixelsToText(imageOf("....", ".##.", ".##.", "...."), { columns: 2 }),
    "⠰⠆\n",
  );
  const light = imageOf("####", "#..#", "#..#", "####");
  assertEquals(pixelsToText(light, { columns: 2 }), "⠰⠆\n");
  // In a small picture of it, all has the colour of much.
  assertEquals(
    pixelsToText(imageOf("rr..", "rr..", "....", "...."), { columns: 1 }),
    "⠁\n",
  );
});

Deno.test("pixelsToText() has lines of equal width, as many as there is room for", () => {
  fc.assert(
    fc.property(
      image,
      size,
      size,
      fc.boolean(),
      (image, columns, rows, color) => {
        const [height, width] = image.shape;
        const text = pixelsToText(image, { columns, rows, color });
        const lines = stripVTControlCharacters(text).split("\n");
        assertEquals(lines.pop(), "");
        const [first] = lines;
        assert(lines.every((line) => line.length === first!.length));
        assert(first!.length <= columns);
        // What is wider than it could be is as narrow as can be.
        assert(lines.length <= rows || first!.length === 1);
        if (first!.length < columns && first!.length > 1) {
          const next = 2 * rows * width / height;
          assertEquals(first!.length, Math.floor(next));
        }
        assertEquals(text.includes("\x1b"), color);
        const other = pixelsToText(image, { columns, rows, color: !color });
        assertEquals(other.split("\n").length, lines.length + 1);
      },
    ),
  );
});

Deno.test("pixelsToText() refuses sizes that are none", () => {
  for (const name of ["columns", "rows"]) {
    for (const size of [0, 1.5, NaN, -1]) {
      assertThrows(
        () => pixelsToText(imageOf("."), { [name]: size }),
        RangeError,
        `'${name}'`,
      );
    }
  }
});
