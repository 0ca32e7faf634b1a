import { COLORS } from "./_pellet_maze_colors.ts";
import {
  HOME,
  IS_CORRIDOR,
  IS_HOUSE,
  NEIGHBOR,
  TILE_SIZE,
  TILES,
  UP,
} from "./_pellet_maze_map.ts";
import { tileX, tileY } from "./_pellet_maze_walk.ts";
import { fillRect, SCREEN_HEIGHT, SCREEN_WIDTH } from "./_screen.ts";

/** The rows of pixels that belong to the maze. */
const MAZE_HEIGHT = 176;
/** By how many pixels corridors are wider than tiles, on each side: what walks there is, too. */
const WIDENING = 2;
/** From the middle of a corridor to its wall. */
const HALF = TILE_SIZE / 2 + WIDENING;
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
  const [x, y] = [tileX(door) - HALF, tileY(door) - 1];
  fillRect(screen, x, y, 2 * HALF, 2, COLORS.door);
}

/** For each pixel, and those of the margin, 0 if it is of a corridor or the house. */
function solidPixels(): Uint8Array {
  const solid = new Uint8Array(WIDTH * HEIGHT).fill(1);
  for (let tile = 0; tile < TILES; tile++) {
    if (!IS_CORRIDOR[tile] && !IS_HOUSE[tile]) continue;
    const left = Math.max(tileX(tile) - HALF, -MARGIN) + MARGIN;
    const right = Math.min(tileX(tile) + HALF, SCREEN_WIDTH + MARGIN) + MARGIN;
    for (let y = tileY(tile) - HALF; y < tileY(tile) + HALF; y++) {
      const row = WIDTH * (y + MARGIN);
      solid.fill(0, row + left, row + right);
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
