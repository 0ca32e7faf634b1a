import { type Body, Edge, Polygon } from "../../core/deps/planck.ts";
import type { RandomStream } from "../../core/random.ts";
import { type MakeObstacle, type Obstacle, OBSTACLES } from "./_obstacles.ts";
import { SCALE } from "./_view.ts";
import {
  GROUND_HEIGHT,
  GROUND_POINTS,
  GROUND_SPACING,
  MOST_BLOCKS,
  START_POINTS,
  WALKER,
} from "./_walker_state.ts";

const FRICTION = 2.5;
/** How the slope of grass lasts from place to place, leads back to where it began, and changes at random. */
const SLOPE = { kept: 0.8, back: 0.01, random: 1 / SCALE } as const;
/** Within how many places one stretch of ground is followed by the next. */
const STRETCH = { least: 5, most: 9 } as const;

/** Draws the heights of the ground: grass, and with `hardcore` an obstacle after each stretch of it. */
export function drawTerrain(
  state: Float64Array,
  random: RandomStream,
  hardcore: boolean,
): void {
  let blocks = WALKER.blocks;
  const put = (...edges: readonly number[]) => {
    state.set(edges, blocks);
    blocks += edges.length;
  };
  let y = GROUND_HEIGHT;
  let slope = 0;
  let left = START_POINTS; // places of the present stretch
  let place = 1; // within it; 0 is where one begins, as high as the one before
  let makeObstacle: MakeObstacle | undefined;
  let obstacle: Obstacle | undefined;
  for (let i = 0; i < GROUND_POINTS; i++, place++) {
    if (place === 0) {
      obstacle = makeObstacle?.(i * GROUND_SPACING, y, random, put);
      left = obstacle?.length ?? left;
    } else if (obstacle !== undefined) y = obstacle.height(place);
    else {
      slope = SLOPE.kept * slope + SLOPE.back * Math.sign(GROUND_HEIGHT - y);
      if (i > START_POINTS) slope += random.uniform(-1, 1) * SLOPE.random;
      y += slope;
    }
    state[WALKER.ground + i] = y;
    if (--left > 0) continue;
    left = random.integer(STRETCH.least, STRETCH.most + 1);
    makeObstacle = hardcore && obstacle === undefined
      ? OBSTACLES[random.integer(0, OBSTACLES.length)]
      : undefined;
    place = -1; // The next is 0.
  }
}

/** Gives the earth its ground and its blocks. */
export function layTerrain(earth: Body, state: Float64Array): void {
  for (let i = 0; i < MOST_BLOCKS; i++) {
    const at = WALKER.blocks + 4 * i;
    const [left, bottom, right, top] = state.subarray(at, at + 4);
    if (right === 0) break;
    const shape = new Polygon([
      { x: left!, y: bottom! },
      { x: right!, y: bottom! },
      { x: right!, y: top! },
      { x: left!, y: top! },
    ]);
    earth.createFixture({ shape, friction: FRICTION });
  }
  const point = (i: number) => ({
    x: GROUND_SPACING * i,
    y: state[WALKER.ground + i]!,
  });
  for (let i = 0; i + 1 < GROUND_POINTS; i++) {
    const shape = new Edge(point(i), point(i + 1));
    earth.createFixture({ shape, friction: FRICTION });
  }
}
