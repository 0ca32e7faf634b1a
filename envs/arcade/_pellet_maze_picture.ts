import { COLORS, GHOST_COLORS } from "./_pellet_maze_colors.ts";
import {
  BONUS_TILE,
  IS_POWER,
  LEFT,
  PELLET_TILES,
  TILE_SIZE,
} from "./_pellet_maze_map.ts";
import { CAUGHT_FRAMES } from "./_pellet_maze_pace.ts";
import {
  BONUS_FLESH,
  BONUS_LIGHT,
  BONUS_STALK,
  CHEWERS,
  EYES,
  GHOST_BODIES,
  POWER_PELLETS,
  PUPILS,
  READY_TEXT,
  SCARED_FACE,
  VANISHING,
  WALKER_PIXELS,
  WORTHS,
} from "./_pellet_maze_sprites.ts";
import {
  BOARD,
  BONUS,
  CAUGHT,
  CLEARED,
  CLOCK,
  DIRECTION,
  FRIGHT,
  GHOST_EATEN,
  ghostAt,
  GHOSTS,
  LIVES,
  MODE,
  OFFSET,
  PELLETS,
  PLAYER,
  READY,
  REST,
  RESTING,
  RETURNING,
  SCARED,
  SCENE,
  SCORE,
  STREAK,
  WAIT,
} from "./_pellet_maze_state.ts";
import { ROUND, tileX, tileY, walkerX, walkerY } from "./_pellet_maze_walk.ts";
import {
  drawNumber,
  drawSprite,
  fillRect,
  SCREEN_WIDTH,
  type Sprite,
} from "./_screen.ts";

const HALF = WALKER_PIXELS / 2;
/** For so many frames a power pellet's end is announced. */
const RECOVERING_FRAMES = 120;

/** Draws a state over the maze. */
export function drawPelletMaze(state: Float64Array, screen: Uint8Array): void {
  drawPellets(state, screen);
  if (state[BONUS]! > 0) {
    drawBonus(screen, tileX(BONUS_TILE) - HALF, tileY(BONUS_TILE) - HALF);
  }
  if (state[SCENE] !== CAUGHT && state[SCENE] !== CLEARED) {
    for (let ghost = GHOSTS - 1; ghost >= 0; ghost--) {
      drawGhost(state, screen, ghost);
    }
  }
  drawPlayer(state, screen);
  if (state[SCENE] === READY) drawReady(screen);
  drawStatus(state, screen);
}

/** Writes over the corridor below the house. */
function drawReady(screen: Uint8Array): void {
  const { width, height } = READY_TEXT;
  const x = tileX(BONUS_TILE) - width / 2;
  const y = tileY(BONUS_TILE) - height / 2;
  fillRect(screen, x - 2, y, width + 4, height, COLORS.ground);
  drawSprite(screen, READY_TEXT, x, y, COLORS.ready);
}

function drawPellets(state: Float64Array, screen: Uint8Array): void {
  const power = POWER_PELLETS[beat(state[CLOCK]! + state[FRIGHT]!)]!;
  const half = power.width / 2;
  for (let pellet = 0; pellet < PELLET_TILES.length; pellet++) {
    if (state[PELLETS + pellet] === 0) continue;
    const tile = PELLET_TILES[pellet]!;
    const x = tileX(tile);
    const y = tileY(tile);
    if (IS_POWER[tile]) {
      drawSprite(screen, power, x - half, y - half, COLORS.pellet);
    } else {
      fillRect(screen, x - 1, y - 1, 2, 2, COLORS.pellet);
    }
  }
}

function drawBonus(screen: Uint8Array, x: number, y: number): void {
  drawSprite(screen, BONUS_STALK, x, y, COLORS.stalk);
  drawSprite(screen, BONUS_FLESH, x, y, COLORS.fruit);
  drawSprite(screen, BONUS_LIGHT, x, y, COLORS.light);
}

function drawGhost(
  state: Float64Array,
  screen: Uint8Array,
  ghost: number,
): void {
  const walker = ghostAt(ghost);
  const mode = state[walker + MODE]!;
  const x = walkerX(state, walker);
  const y = walkerY(state, walker);
  const stepping = mode === RESTING
    ? beat(state[walker + REST]!)
    : Number(state[walker + OFFSET]! < TILE_SIZE / 2);
  const body = GHOST_BODIES[stepping]!;
  if (state[walker + SCARED] === 1) {
    const flashes = state[FRIGHT]! < RECOVERING_FRAMES &&
      beat(state[FRIGHT]!) === 1;
    const { scared, scaredFace, recovering, recoveringFace } = COLORS;
    stamp(screen, body, x, y, flashes ? recovering : scared);
    stamp(screen, SCARED_FACE, x, y, flashes ? recoveringFace : scaredFace);
    return;
  }
  if (mode !== RETURNING) stamp(screen, body, x, y, GHOST_COLORS[ghost]!);
  stamp(screen, EYES, x, y, COLORS.eye);
  stamp(screen, PUPILS[state[walker + DIRECTION]!]!, x, y, COLORS.pupil);
}

function drawPlayer(state: Float64Array, screen: Uint8Array): void {
  const x = walkerX(state, PLAYER);
  const y = walkerY(state, PLAYER);
  if (state[SCENE] === GHOST_EATEN) {
    const worth = WORTHS[state[STREAK]! - 1]!;
    const left = x - worth.width / 2;
    drawSprite(screen, worth, left, y - worth.height / 2, COLORS.worth);
    return;
  }
  if (state[SCENE] === CAUGHT) {
    const passed = 1 - state[WAIT]! / CAUGHT_FRAMES;
    const picture = VANISHING[Math.floor(passed * (VANISHING.length - 1))]!;
    stamp(screen, picture, x, y, COLORS.player);
    return;
  }
  const chewer = CHEWERS[state[PLAYER + DIRECTION]!]!;
  const part = Math.floor(state[PLAYER + OFFSET]! * chewer.length / TILE_SIZE);
  stamp(screen, chewer[part]!, x, y, COLORS.player);
}

/** Score, spare lives and the number of the board, below the maze. */
function drawStatus(state: Float64Array, screen: Uint8Array): void {
  drawNumber(screen, state[SCORE]!, 8, 181, COLORS.score);
  const life = CHEWERS[LEFT]![0]!;
  for (let spare = 0; spare < state[LIVES]! - 1; spare++) {
    drawSprite(screen, life, 8 + 13 * spare, 196, COLORS.player);
  }
  drawBonus(screen, 122, 180);
  drawNumber(screen, state[BOARD]! + 1, 136, 181, COLORS.score);
}

/** Draws a walker's sprite around its middle, at both ends of a tunnel where it is halfway out. */
function stamp(
  screen: Uint8Array,
  sprite: Sprite,
  x: number,
  y: number,
  color: number,
): void {
  const left = x - HALF;
  const top = y - HALF;
  drawSprite(screen, sprite, left, top, color);
  if (left < 0) drawSprite(screen, sprite, left + ROUND, top, color);
  if (left > SCREEN_WIDTH - WALKER_PIXELS) {
    drawSprite(screen, sprite, left - ROUND, top, color);
  }
}

/** 0 and 1 in turn, for eight frames each. */
function beat(frame: number): number {
  return (frame >> 3) & 1;
}
