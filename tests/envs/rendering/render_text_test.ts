import fc from "fast-check";
import { stripVTControlCharacters } from "node:util";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { make } from "../../../envs/make.ts";
import { renderText } from "../../../envs/rendering/render_text.ts";
import type { Scene, SceneShape } from "../../../envs/rendering/scene.ts";
import { scene } from "./scenes.ts";

Deno.test("renderText() draws a square in dots", () => {
  const square: SceneShape = {
    kind: "polygon",
    points: [[1, 1], [5, 1], [5, 5], [1, 5]],
    fill: "#000000",
  };
  const view: Scene = {
    width: 6,
    height: 6,
    background: "#ffffff",
    shapes: [square],
  };
  assertEquals(renderText(view, { columns: 3 }), "⢰⣶⡆\n⠈⠉⠁\n");
});

Deno.test("renderText() has lines of equal width, and colours change nothing but colours", () => {
  fc.assert(
    fc.property(scene, fc.integer({ min: 1, max: 30 }), (scene, columns) => {
      const text = renderText(scene, { columns });
      const lines = text.split("\n");
      assertEquals(lines.pop(), "");
      assert(lines.every((line) => line.length === columns));
      const colored = renderText(scene, { columns, color: true });
      assertEquals(stripVTControlCharacters(colored), text);
    }),
  );
});

Deno.test("renderText() says a colour once for all letters that follow in it", () => {
  const floor: SceneShape = {
    kind: "line",
    from: [0, 3.5],
    to: [8, 3.5],
    width: 1,
    stroke: "#000000",
  };
  const view: Scene = {
    width: 8,
    height: 4,
    background: "#ffffff",
    shapes: [floor],
  };
  assertEquals(
    renderText(view, { columns: 4, color: true }),
    "\x1b[48;2;255;255;255m\x1b[38;2;0;0;0m⣀⣀⣀⣀\x1b[0m\n",
  );
});

Deno.test("renderText() gives a letter the colour that stands out most", () => {
  const faint: SceneShape = {
    kind: "line",
    from: [0, 0.5],
    to: [2, 0.5],
    width: 1,
    stroke: "#ffe0e0",
  };
  const strong: SceneShape = { ...faint, to: [1, 0.5], stroke: "#ff0000" };
  const view: Scene = {
    width: 2,
    height: 4,
    background: "#ffffff",
    shapes: [faint, strong],
  };
  assertEquals(
    renderText(view, { columns: 1, color: true }),
    "\x1b[48;2;255;255;255m\x1b[38;2;255;0;0m⠉\x1b[0m\n",
  );
});

Deno.test("a pole and its cart can be made out in a terminal", () => {
  const env = make("CartPole-v1");
  env.reset();
  env.restore({ ...env.snapshot(), state: [0, 0, 0, 0] });
  const lines = env.render("text").split("\n");
  const drawn = lines.map((line) => line.slice(26, 34));
  assertEquals(drawn.filter((part) => part.trim() !== ""), [
    "   ⢠⡄   ",
    "   ⢸⡇   ",
    "   ⢸⡇   ",
    "   ⢸⡇   ",
    "   ⢸⡇   ",
    "   ⢸⡇   ",
    "⣀⣰⣶⣾⣷⣶⣆⣀",
    " ⠸⠿⠿⠿⠿⠇ ",
  ]);
  assertEquals(lines.length, 21);
});

Deno.test("renderText() refuses a width that is none", () => {
  const blank: Scene = {
    width: 1,
    height: 1,
    background: "#000000",
    shapes: [],
  };
  for (const columns of [0, 1.5, NaN]) {
    assertThrows(() => renderText(blank, { columns }), RangeError, "'columns'");
  }
});
