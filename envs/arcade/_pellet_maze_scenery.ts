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
/** How far the pixels go on beyond the maze that its edges are found with. */
const MARGIN = 2;
const WIDTH = SCREEN_WIDTH + 2 * MARGIN;
const HEIGHT = MAZE_HEIGHT + 2 * MARGIN;

/** Paints the walls and the door of the house. */
export function paintMaze(screen: Uint8Array): void {
  fillRect(screen, 0, 0, SCREEN_WIDTH, SCREEN_HEIGHT, COLORS.ground);
  const walls = withoutCorners(solidPixels());
  for (let y = 0; y < MAZE_HEIGHT; y++) {
    for (let x = 0; x < SCREEN_WIDTH; x++) {
      const i = WIDTH * (y + MARGIN) + x + MARGIN;
      if (walls[i] === 0) continue;
      const color = isEdge(walls, i) ? COLORS.edge : COLORS.rock;
      fillRect(screen, x, y, 1, 1, color);
    }
  }
  const door = NEIGHBOR[4 * HOME + UP]!;
  const x = tileX(door) - TILE_SIZE / 2 - WIDENING;
  const width = TILE_SIZE + 2 * WIDENING;
  fillRect(screen, x, tileY(door) - 1, width, 2, COLORS.door);
}

/** For each pixel, and those of the margin, 1 if all tiles that it is near to are walls. */
function solidPixels(): Uint8Array {
  const solid = new Uint8Array(WIDTH * HEIGHT);
  for (let y = -MARGIN; y < MAZE_HEIGHT + MARGIN; y++) {
    for (let x = -MARGIN; x < SCREEN_WIDTH + MARGIN; x++) {
      const [left, right] = [x - WIDENING, x + WIDENING];
      const [top, bottom] = [y - WIDENING, y + WIDENING];
      const isSolid = letterAt(left, top) === "#" &&
        letterAt(right, top) === "#" && letterAt(left, bottom) === "#" &&
        letterAt(right, bottom) === "#";
      solid[WIDTH * (y + MARGIN) + x + MARGIN] = Number(isSolid);
    }
  }
  return solid;
}

/** The same without the pixels where two edges meet, so that corners are round. */
function withoutCorners(solid: Uint8Array): Uint8Array {
  return solid.map((is, i) => {
    const isAcross = solid[i - 1] !== 0 && solid[i + 1] !== 0;
    const isDown = solid[i - WIDTH] !== 0 && solid[i + WIDTH] !== 0;
    return Number(is === 1 && (isAcross || isDown));
  });
}

/** Whether one of the eight pixels around a pixel is not of a wall. */
function isEdge(walls: Uint8Array, pixel: number): boolean {
  for (const row of [pixel - WIDTH, pixel, pixel + WIDTH]) {
    for (let i = row - 1; i <= row + 1; i++) if (walls[i] === 0) return true;
  }
  return false;
}

/** What the tile is that a pixel lies on; beyond the edges it goes on as it is there. */
function letterAt(x: number, y: number): string {
  const column = Math.floor((x - MIDDLE_X) / TILE_SIZE + 0.5);
  const row = Math.floor((y - MIDDLE_Y) / TILE_SIZE + 0.5);
  return MAZE[within(row, ROWS)]![within(column, COLUMNS)]!;
}

function within(place: number, count: number): number {
  return Math.min(Math.max(place, 0), count - 1);
}
