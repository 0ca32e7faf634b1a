import { COLORS, GHOST_COLORS } from "./_pellet_maze_colors.ts";
import {
  IS_CORRIDOR,
  PELLET_TILES,
  ROWS,
  TILE_SIZE,
  tileAt,
} from "./_pellet_maze_map.ts";
import { PUPILS } from "./_pellet_maze_sprites.ts";
import { MIDDLE_X, MIDDLE_Y, tileX, tileY } from "./_pellet_maze_walk.ts";
import { SCREEN_WIDTH, type Sprite } from "./_screen.ts";

/** A ghost that is not frightened, as it is seen. */
export interface Hunter {
  /** The tile on which most of it is. */
  readonly tile: number;
  /** Where it looks; −1 if its eyes are hidden. */
  readonly direction: number;
}

/** What a player sees on the screen, as tiles of the maze. */
export interface Sight {
  /** Where the player is; −1 if she cannot be seen. */
  readonly player: number;
  /** Where pellets lie. */
  readonly pellets: readonly number[];
  /** The ghosts to run away from. */
  readonly hunters: readonly Hunter[];
  /** Where frightened ghosts are; one between two tiles is on both. */
  readonly prey: readonly number[];
}

/** The rectangle around all dots of a colour. */
interface Patch {
  left: number;
  readonly top: number;
  right: number;
  bottom: number;
}

const CORRIDOR: readonly number[] = Object.freeze(
  IS_CORRIDOR.flatMap((is, tile) => is ? [tile] : []),
);
const PREY_COLORS: readonly number[] = Object.freeze([
  COLORS.scared,
  COLORS.scaredFace,
  COLORS.recovering,
  COLORS.recoveringFace,
]);
const MAZE_DOTS = tileY(tileAt(0, ROWS)) * SCREEN_WIDTH;

/** Reads a screen. */
export function look(screen: Uint8Array): Sight {
  const colorOn = (tile: number) => colorAt(screen, tileX(tile), tileY(tile));
  const [player, ...ghosts] = patchesOf(screen, [
    COLORS.player,
    ...GHOST_COLORS,
  ]);
  return {
    player: player ? tileOf(player) : -1,
    pellets: PELLET_TILES.filter((tile) => colorOn(tile) === COLORS.pellet),
    hunters: ghosts.filter((patch) => patch !== undefined).map((patch) => ({
      tile: tileOf(patch),
      direction: PUPILS.findIndex((pupils) => shows(screen, pupils, patch)),
    })),
    prey: CORRIDOR.filter((tile) => PREY_COLORS.includes(colorOn(tile))),
  };
}

/** Where each of some colours, whose reds differ, is found within the maze, if anywhere. */
function patchesOf(
  screen: Uint8Array,
  colors: readonly number[],
): (Patch | undefined)[] {
  const patches: (Patch | undefined)[] = colors.map(() => undefined);
  const byRed = new Int8Array(256).fill(-1);
  colors.forEach((color, i) => byRed[color >> 16] = i);
  for (let dot = 0; dot < MAZE_DOTS; dot++) {
    const i = byRed[screen[3 * dot]!]!;
    if (i < 0) continue;
    const x = dot % SCREEN_WIDTH;
    const y = (dot - x) / SCREEN_WIDTH;
    if (colorAt(screen, x, y) !== colors[i]) continue;
    const patch = patches[i] ??= { left: x, top: y, right: x, bottom: y };
    if (x < patch.left) patch.left = x;
    if (x > patch.right) patch.right = x;
    patch.bottom = y;
  }
  return patches;
}

function tileOf({ left, top, right, bottom }: Patch): number {
  const x = (left + right + 1) / 2;
  const y = (top + bottom + 1) / 2;
  return tileAt(
    Math.round((x - MIDDLE_X) / TILE_SIZE),
    Math.round((y - MIDDLE_Y) / TILE_SIZE),
  );
}

/** Whether a ghost that fills a patch has these pupils. */
function shows(
  screen: Uint8Array,
  { runs }: Sprite,
  { left, top }: Patch,
): boolean {
  for (let i = 0; i < runs.length; i += 3) {
    const x = left + runs[i]!;
    const y = top + runs[i + 1]!;
    for (let dot = 0; dot < runs[i + 2]!; dot++) {
      if (colorAt(screen, x + dot, y) !== COLORS.pupil) return false;
    }
  }
  return true;
}

function colorAt(screen: Uint8Array, x: number, y: number): number {
  const i = 3 * (SCREEN_WIDTH * y + x);
  return screen[i]! << 16 | screen[i + 1]! << 8 | screen[i + 2]!;
}
