import { COLORS } from "./_pellet_maze_colors.ts";
import {
  COLUMNS,
  HOME,
  MAZE,
  NEIGHBOR,
  ROWS,
  TILE_SIZE,
  UP,
} from "./_pellet_maze_map.ts";
import { MIDDLE_X, MIDDLE_Y, tileX, tileY } from "./_pellet_maze_walk.ts";
import { fillRect, SCREEN_HEIGHT, SCREEN_WIDTH } from "./_screen.ts";

/** The rows of pixels that belong to the maze. */
const MAZE_HEIGHT = 176;
/** By how many pixels corridors are wider than tiles, on each side: what walks there is, too. */
const WIDENING = 2;

/** Paints the walls and the door of the house. */
export function paintMaze(screen: Uint8Array): void {
  fillRect(screen, 0, 0, SCREEN_WIDTH, SCREEN_HEIGHT, COLORS.ground);
  for (let y = 0; y < MAZE_HEIGHT; y++) {
    for (let x = 0; x < SCREEN_WIDTH; x++) {
      if (!isWall(x, y)) continue;
      const color = isEdge(x, y) ? COLORS.edge : COLORS.rock;
      fillRect(screen, x, y, 1, 1, color);
    }
  }
  const door = NEIGHBOR[4 * HOME + UP]!;
  const x = tileX(door) - TILE_SIZE / 2 - WIDENING;
  const width = TILE_SIZE + 2 * WIDENING;
  fillRect(screen, x, tileY(door) - 1, width, 2, COLORS.door);
}

/** Whether a pixel is of a wall that borders on something else. */
function isEdge(x: number, y: number): boolean {
  return AROUND.some(([dx, dy]) => !isWall(x + dx, y + dy));
}

const AROUND: readonly (readonly [number, number])[] = Object.freeze(
  [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => [dx, dy] as const)),
);

/** Whether a pixel is of a wall whose corners are rounded. */
function isWall(x: number, y: number): boolean {
  const isEndAcross = !isSolid(x - 1, y) || !isSolid(x + 1, y);
  const isEndDown = !isSolid(x, y - 1) || !isSolid(x, y + 1);
  return isSolid(x, y) && !(isEndAcross && isEndDown);
}

/** Whether all tiles that a pixel is near to are walls. */
function isSolid(x: number, y: number): boolean {
  return [x - WIDENING, x + WIDENING].every((px) =>
    [y - WIDENING, y + WIDENING].every((py) => letterAt(px, py) === "#")
  );
}

/** The tile that a pixel lies on; beyond the edges it goes on as it is there. */
function letterAt(x: number, y: number): string {
  const column = Math.floor((x - MIDDLE_X) / TILE_SIZE + 0.5);
  const row = Math.floor((y - MIDDLE_Y) / TILE_SIZE + 0.5);
  const inside = (place: number, count: number) =>
    Math.min(Math.max(place, 0), count - 1);
  return MAZE[inside(row, ROWS)]![inside(column, COLUMNS)]!;
}
