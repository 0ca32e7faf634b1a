import { type Sprite, sprite } from "./_screen.ts";
import { DX, DY } from "./_pellet_maze_map.ts";

/** Pixels of a walker's edge. */
export const WALKER_PIXELS = 10;
const MIDDLE = (WALKER_PIXELS - 1) / 2;

/** The player with her mouth open by an angle, looking in a direction. */
function mouth(direction: number, angle: number): Sprite {
  const dots = Array.from({ length: WALKER_PIXELS }, (_, y) => y - MIDDLE);
  const row = (y: number) =>
    dots.map((x) => {
      // Forwards and aside of her middle.
      const forwards = x * DX[direction]! + y * DY[direction]!;
      const aside = Math.abs(x * DY[direction]!) + Math.abs(y * DX[direction]!);
      const isInside = x * x + y * y < 25;
      const isMouth = Math.atan2(aside, forwards + 1) < angle / 2;
      return isInside && !isMouth ? "#" : ".";
    });
  return sprite(dots.map((y) => row(y).join("")));
}

const CHEWING: readonly number[] = Object.freeze([1, 1.7, 1, 0]);
/** The player looking up, left, down and right, each as four pictures of chewing. */
export const CHEWERS: readonly (readonly Sprite[])[] = Object.freeze(
  DX.map((_, direction) =>
    Object.freeze(CHEWING.map((angle) => mouth(direction, angle)))
  ),
);
/** The player as she vanishes, eight pictures. */
export const VANISHING: readonly Sprite[] = Object.freeze(
  Array.from({ length: 8 }, (_, i) => mouth(0, (i + 1) * 2 * Math.PI / 8)),
);

const HEAD = [
  "...####...",
  ".########.",
  ".########.",
  "##########",
  "##########",
  "##########",
  "##########",
  "##########",
  "##########",
];
/** A ghost in two pictures of walking. */
export const GHOST_BODIES: readonly Sprite[] = Object.freeze([
  sprite([...HEAD, "##.####.##"]),
  sprite([...HEAD, "#.##..##.#"]),
]);
/** The white of a ghost's eyes, which leaves its middle free. */
export const EYES: Sprite = sprite([
  "..........",
  "..........",
  ".###..###.",
  ".###..###.",
  ".###..###.",
]);
/** The pupils of a ghost that walks up, left, down and right. */
export const PUPILS: readonly Sprite[] = Object.freeze([
  ["..........", "..........", "..#....#..", "..#....#.."],
  ["..........", "..........", "..........", ".##..##..."],
  ["..........", "..........", "..........", "..#....#..", "..#....#.."],
  ["..........", "..........", "..........", "..##...##."],
].map(sprite));

/** The face of a frightened ghost. */
export const SCARED_FACE: Sprite = sprite([
  "..........",
  "..........",
  "..........",
  "..##..##..",
  "..##..##..",
  "..........",
  "..#.##.#..",
  ".#.#..#.#.",
]);

/** A power pellet, large and small. */
export const POWER_PELLETS: readonly Sprite[] = Object.freeze([
  sprite([".####.", "######", "######", "######", "######", ".####."]),
  sprite([".##.", "####", "####", ".##."]),
]);

/** The bonus is a fruit of three colours: its stalk, its flesh, and the light on it. */
export const BONUS_STALK: Sprite = sprite([
  "......##..",
  ".....#....",
  "....##....",
]);
export const BONUS_FLESH: Sprite = sprite([
  "..........",
  "..........",
  "..........",
  "..###.##..",
  ".########.",
  ".########.",
  ".########.",
  ".########.",
  "..######..",
  "...####...",
]);
export const BONUS_LIGHT: Sprite = sprite([
  "..........",
  "..........",
  "..........",
  "..........",
  "..##......",
  "..#.......",
]);

/** "READY". */
export const READY_TEXT: Sprite = sprite([
  "###...####...###...###...#...#",
  "#..#..#.....#...#..#..#..#...#",
  "#..#..###...#...#..#..#...#.#.",
  "###...#.....#####..#..#....#..",
  "#.#...#.....#...#..#..#....#..",
  "#..#..####..#...#..###.....#..",
]);

/** What eaten ghosts are worth: "200", "400", "800", "1600". */
export const WORTHS: readonly Sprite[] = Object.freeze([
  sprite([
    "##..###.###",
    "..#.#.#.#.#",
    ".#..#.#.#.#",
    "#...#.#.#.#",
    "###.###.###",
  ]),
  sprite([
    "#.#.###.###",
    "#.#.#.#.#.#",
    "###.#.#.#.#",
    "..#.#.#.#.#",
    "..#.###.###",
  ]),
  sprite([
    "###.###.###",
    "#.#.#.#.#.#",
    "###.#.#.#.#",
    "#.#.#.#.#.#",
    "###.###.###",
  ]),
  sprite([
    "#.##..###.###",
    "#.#...#.#.#.#",
    "#.###.#.#.#.#",
    "#.#.#.#.#.#.#",
    "#.###.###.###",
  ]),
]);
