import type { RandomStream } from "../../core/random.ts";
import { GROUND_SPACING } from "./_walker_state.ts";

/** Puts a block on the terrain, given its edges. */
export type PutBlock = (
  left: number,
  bottom: number,
  right: number,
  top: number,
) => void;

/** A stretch of ground that is not grass. */
export interface Obstacle {
  /** How many places of the ground it takes. */
  readonly length: number;
  /** How high place `k` lies, from 1 on; the first is as high as the one before. */
  height(k: number): number;
}

/** Makes an obstacle that begins at a place of the ground. */
export type MakeObstacle = (
  x: number,
  y: number,
  random: RandomStream,
  put: PutBlock,
) => Obstacle;

const STAIR_PLACES = 4;

/** A block to step over. */
const stump: MakeObstacle = (x, y, random, put) => {
  const length = random.integer(1, 3);
  const size = length * GROUND_SPACING;
  put(x, y, x + size, y + size);
  return { length, height: () => y };
};

/** Blocks that lead upwards or downwards. */
const stairs: MakeObstacle = (x, y, random, put) => {
  const rise = random.uniform() > 0.5 ? 1 : -1;
  const steps = random.integer(3, 5);
  const step = GROUND_SPACING;
  for (let i = 0; i < steps; i++) {
    put(
      x + i * STAIR_PLACES * step,
      y + (i * rise - 1) * step,
      x + (i + 1) * STAIR_PLACES * step,
      y + i * rise * step,
    );
  }
  return {
    length: steps * STAIR_PLACES,
    height: (k) => y + (k - rise) / STAIR_PLACES * rise * step,
  };
};

/** A gap between two blocks. */
const pit: MakeObstacle = (x, y, random, put) => {
  const width = random.integer(3, 5);
  const bottom = y - 4 * GROUND_SPACING;
  for (const left of [x, x + width * GROUND_SPACING]) {
    put(left, bottom, left + GROUND_SPACING, y);
  }
  const length = width + 2;
  return { length, height: (k) => k < length - 1 ? bottom : y };
};

/** Every kind of obstacle. */
export const OBSTACLES: readonly MakeObstacle[] = [stump, stairs, pit];
