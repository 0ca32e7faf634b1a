import { assertEquals, assertThrows } from "@std/assert";
import {
  HEADINGS,
  readGridMap,
  squareBeside,
  squaresOf,
  squaresReached,
  uniformOver,
} from "../../../envs/finite_mdp/grid_map.ts";
import { gridText } from "../../../envs/finite_mdp/grid_text.ts";

const read = (...lines: string[]) => readGridMap("draw a map", lines, "SX.");

Deno.test("readGridMap() counts squares row by row", () => {
  const map = read("S.X", ".SX");
  assertEquals(map, { rows: 2, columns: 3, letters: "S.X.SX" });
  assertEquals(squaresOf(map, "X"), [2, 5]);
  assertEquals(uniformOver(map, "S"), [0.5, 0, 0, 0, 0.5, 0]);
  assertEquals(gridText(map, 4), " S  .  X \n . [S] X \n");
});

Deno.test("squareBeside() goes left, down, right and up, and not over the edge", () => {
  const map = read("S..", "...", "...");
  const around = (square: number) =>
    HEADINGS.map((heading) => squareBeside(map, square, heading));
  assertEquals(around(4), [3, 7, 5, 1]);
  assertEquals(around(0), [0, 3, 1, 0]);
  assertEquals(around(8), [7, 8, 8, 5]);
  assertEquals(around(2), [1, 5, 2, 2]);
  assertEquals(around(6), [6, 6, 7, 3]);
});

Deno.test("squaresReached() goes around what is closed", () => {
  const map = read("SX.", ".X.", "..X");
  assertEquals([...squaresReached(map, 0, "X")].sort(), [0, 3, 6, 7]);
});

Deno.test("readGridMap() refuses what is no map, and says where", () => {
  assertThrows(() => read(), TypeError, "a map must be a list of texts");
  assertThrows(
    () => readGridMap("draw a map", "S." as unknown as string[], "SX."),
    TypeError,
    'current value is "S."',
  );
  assertThrows(
    () => read("S..", ".."),
    SyntaxError,
    "all rows of a map must be as long as the first, 3: current row 1 is 2",
  );
  assertThrows(
    () => read("S.", ".?"),
    SyntaxError,
    'the letters of a map must be among "S", "X", ".": current row 1 is "?"',
  );
  assertThrows(() => read("..", "X."), SyntaxError, "there must be a start");
  assertThrows(() => read(""), SyntaxError, "there must be a start");
});
