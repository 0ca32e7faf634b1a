import { type Body, Edge } from "../../core/deps/planck.ts";
import type { RandomStream } from "../../core/random.ts";
import {
  GROUND_POINTS,
  GROUND_SPACING,
  LANDER,
  PAD_HEIGHT,
} from "./_lander_state.ts";
import { SIGHT } from "./_view.ts";

const MIDDLE = GROUND_POINTS >> 1;
/** How many places of the ground are level, on each side of the middle. */
const LEVEL = 2;
/** A third, as Gymnasium has it: the ground lies one percent lower than it was drawn. */
const THIRD = 0.33;
const FRICTION = 0.1;

/** Draws the heights of the ground: any, but for the level pad, then smoothed. */
export function drawGround(state: Float64Array, random: RandomStream): void {
  const drawn = Array.from(
    { length: GROUND_POINTS + 1 },
    () => random.uniform(0, SIGHT.height / 2),
  );
  drawn.fill(PAD_HEIGHT, MIDDLE - LEVEL, MIDDLE + LEVEL + 1);
  for (let i = 0; i < GROUND_POINTS; i++) {
    // The one too many stands before the first.
    const before = drawn.at(i - 1)!;
    state[LANDER.ground + i] = THIRD * (before + drawn[i]! + drawn[i + 1]!);
  }
}

/** Gives the moon its ground, and a floor at the lower end of the picture. */
export function layGround(moon: Body, state: Float64Array): void {
  const height = (i: number) => state[LANDER.ground + i]!;
  const point = (i: number) => ({ x: GROUND_SPACING * i, y: height(i) });
  moon.createFixture(new Edge({ x: 0, y: 0 }, { x: SIGHT.width, y: 0 }));
  for (let i = 0; i + 1 < GROUND_POINTS; i++) {
    const shape = new Edge(point(i), point(i + 1));
    moon.createFixture({ shape, friction: FRICTION });
  }
}
