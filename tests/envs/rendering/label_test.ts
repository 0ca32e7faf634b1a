import { assert, assertEquals, assertThrows } from "@std/assert";
import { label } from "../../../envs/rendering/label.ts";
import { renderRgb } from "../../../envs/rendering/render_rgb.ts";
import type { SceneShape } from "../../../envs/rendering/scene.ts";

/** A picture of black shapes on white, as lines of dots. */
function dots(width: number, height: number, shapes: SceneShape[]): string[] {
  const background = "#ffffff";
  const { data } = renderRgb({ width, height, background, shapes });
  return Array.from(
    { length: height },
    (_, y) =>
      Array.from({ length: width }, (_, x) => {
        const level = data[3 * (y * width + x)]!;
        return level === 0 ? "#" : level === 255 ? "." : "?";
      }).join(""),
  );
}

const ALL = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:!?'+-=/%()<>";

Deno.test("label() draws letters of 5 × 7 dots beside each other", () => {
  const shapes = label("Hi", { at: [5.5, 3.5], size: 7, fill: "#000000" });
  assertEquals(dots(11, 7, shapes), [
    "#...#..###.",
    "#...#...#..",
    "#...#...#..",
    "#####...#..",
    "#...#...#..",
    "#...#...#..",
    "#...#..###.",
  ]);
});

Deno.test("label() draws each letter in one piece, without seams, in any size", () => {
  for (const letter of ALL) {
    const at = (size: number) =>
      label(letter, { at: [size / 2, size / 2], size, fill: "#000000" });
    const small = dots(7, 7, at(7));
    const large = dots(28, 28, at(28));
    for (const [y, line] of large.entries()) {
      const enlarged = [...small[Math.floor(y / 4)]!].map((dot) =>
        dot.repeat(4)
      );
      // A letter is 5 of 7 dots wide: it begins one dot from the left.
      assertEquals(line, enlarged.join(""), letter);
    }
    assert(!small.join("").includes("?"));
    assertEquals(at(7).length, letter === " " ? 0 : 1);
  }
});

Deno.test("label() has a shape of its own for every letter", () => {
  const drawn = [...ALL].map((letter) =>
    dots(7, 7, label(letter, { at: [3.5, 3.5], size: 7, fill: "#000000" }))
      .join()
  );
  assertEquals(new Set(drawn).size, ALL.length);
});

Deno.test("label() stands in the middle of its place, and draws small letters as capitals", () => {
  const style = { at: [50, 30], size: 14, fill: "#123456" } as const;
  const points = label("OOO", style).flatMap(({ points }) => points);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  assertEquals([Math.min(...xs) + Math.max(...xs)], [100]);
  assertEquals([Math.min(...ys), Math.max(...ys)], [23, 37]);
  assertEquals(label("ooo", style), label("OOO", style));
  assert(label("O", style).every(({ fill }) => fill === "#123456"));
});

Deno.test("label() refuses letters it does not have, and sizes that are none", () => {
  const style = { at: [0, 0], size: 7, fill: "#000000" } as const;
  assertThrows(
    () => label("né", style),
    RangeError,
    'current letter is "é"',
  );
  assertThrows(
    () => label("A", { ...style, size: 0 }),
    RangeError,
    "'size' must be a finite number above 0",
  );
});
