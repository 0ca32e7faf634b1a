import { assert, assertEquals, assertGreater } from "@std/assert";
import {
  COLUMNS,
  EXIT,
  HOME,
  HOMEWARD,
  IS_CORRIDOR,
  IS_HOUSE,
  IS_JUNCTION,
  MAZE,
  NEIGHBOR,
  OUTWARD,
  PELLET_ON,
  PELLET_TILES,
  ROWS,
  START,
  TILE_SIZE,
  TILES,
} from "../../../envs/arcade/_pellet_maze_map.ts";
import { tileX, tileY } from "../../../envs/arcade/_pellet_maze_walk.ts";

/** What stands at a place; columns go round. */
const letterAt = (column: number, row: number) =>
  MAZE[row]?.[(column + 27) % 27] ?? "#";
const places = MAZE.flatMap((row, y) =>
  [...row].map((_, x) => [x, y] as const)
);
const around = (x: number, y: number) =>
  [[x, y - 1], [x - 1, y], [x, y + 1], [x + 1, y]] as const;
const isCorridor = (x: number, y: number) => ".o =".includes(letterAt(x, y));

/** All places that one comes to from another, over some letters. */
function reach(from: readonly [number, number], letters: string): Set<string> {
  const reached = new Set([`${from}`]);
  const queue = [from];
  for (const [x, y] of queue) {
    for (const [nextX, nextY] of around(x, y)) {
      const next = [(nextX + 27) % 27, nextY] as const;
      if (!letters.includes(letterAt(...next)) || reached.has(`${next}`)) {
        continue;
      }
      reached.add(`${next}`);
      queue.push(next);
    }
  }
  return reached;
}

Deno.test("the pellet maze is the same in a mirror, and fits the part of the screen that the book looks at", () => {
  assertEquals([MAZE.length, ROWS], [29, 29]);
  assertEquals(COLUMNS, 27);
  for (const row of MAZE) {
    assertEquals(row.length, 27);
    assertEquals([...row].reverse().join(""), row);
  }
  for (const [x, y] of places) {
    if (!isCorridor(x, y)) continue;
    const tile = 27 * y + x;
    const isTunnel = letterAt(x, y) === "=";
    // Corridors are as wide as their walkers, ten pixels.
    assert(isTunnel || (tileX(tile) - 5 >= 0 && tileX(tile) + 5 <= 160));
    assert(tileY(tile) - 5 >= 0 && tileY(tile) + 5 <= 176);
  }
  assertEquals(tileX(START), 80);
  assertEquals(tileX(28) - tileX(27), TILE_SIZE);
  assertEquals(tileY(27) - tileY(0), TILE_SIZE);
});

Deno.test("the pellet maze has 300 pellets, four of them strong: more than 2²⁵⁰ states", () => {
  const letters = MAZE.join("");
  assertEquals([...letters].filter((letter) => letter === ".").length, 296);
  assertEquals([...letters].filter((letter) => letter === "o").length, 4);
  assertEquals(PELLET_TILES.length, 300);
  assertGreater(PELLET_TILES.length, 250);
  PELLET_TILES.forEach((tile, pellet) => assertEquals(PELLET_ON[tile], pellet));
  assertEquals(PELLET_ON.filter((pellet) => pellet >= 0).length, 300);
});

Deno.test("every pellet can be reached, and nobody but ghosts can enter the house", () => {
  const start = [13, 19] as const;
  assertEquals(START, 27 * 19 + 13);
  const corridors = reach(start, ".o =");
  for (const [x, y] of places) {
    assertEquals(corridors.has(`${x},${y}`), isCorridor(x, y));
    assertEquals(IS_CORRIDOR[27 * y + x], isCorridor(x, y));
    assertEquals(IS_HOUSE[27 * y + x], "-h".includes(letterAt(x, y)));
  }
  const all = reach(start, ".o =-h");
  assert(
    places.every(([x, y]) => all.has(`${x},${y}`) === (letterAt(x, y) !== "#")),
  );
  // The door is the only way in.
  assertEquals(reach([13, 12], "h").size, 5);
  assertEquals(letterAt(13, 11), "-");
  assertEquals(MAZE.join("").split("-").length, 2);
});

Deno.test("the pellet maze has no dead ends, no squares of corridors, and a tunnel that goes round", () => {
  for (const [x, y] of places.filter((place) => isCorridor(...place))) {
    const ways = around(x, y).filter((place) => isCorridor(...place)).length;
    assert(ways >= 2, `${x}, ${y}`);
    assertEquals(IS_JUNCTION[27 * y + x], ways > 2);
    const isSquare = isCorridor(x + 1, y) && isCorridor(x, y + 1) &&
      isCorridor(x + 1, y + 1);
    assert(!isSquare, `${x}, ${y}`);
  }
  const [left, right] = [27 * 12, 27 * 12 + 26];
  assertEquals(NEIGHBOR[4 * left + 1], right);
  assertEquals(NEIGHBOR[4 * right + 3], left);
  const opened = MAZE.filter((row) => row[0] !== "#");
  assertEquals(opened, [MAZE[12]]);
});

Deno.test("HOMEWARD and OUTWARD lead ghosts home and out, step by step", () => {
  for (let tile = 0; tile < TILES; tile++) {
    for (
      const [directions, goal] of [[HOMEWARD, HOME], [OUTWARD, EXIT]] as const
    ) {
      if (!IS_CORRIDOR[tile] && !IS_HOUSE[tile]) continue;
      let at = tile;
      let steps = 0;
      for (; at !== goal && steps < 60; steps++) {
        at = NEIGHBOR[4 * at + directions[at]!]!;
        assert(IS_CORRIDOR[at] || IS_HOUSE[at]);
      }
      assertEquals(at, goal);
    }
  }
});
