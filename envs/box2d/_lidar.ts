import type { Vec2Value, World } from "../../core/deps/planck.ts";
import { SCALE } from "./_view.ts";
import { RAYS } from "./_walker_state.ts";

/** How far rays reach, metres. */
const LIDAR_RANGE = 160 / SCALE;
const GROUND = 1; // the category of what rays see

/** Where rays end that meet nothing, from where they begin: from straight below to nearly in front. */
export const RAY_ENDS: readonly Vec2Value[] = Array.from(
  { length: RAYS },
  (_, ray) => {
    const angle = 1.5 * ray / RAYS;
    return {
      x: Math.sin(angle) * LIDAR_RANGE,
      y: -Math.cos(angle) * LIDAR_RANGE,
    };
  },
);

/** Writes down how far each ray comes from a place, as a part of its range. */
export function castRays(
  world: World,
  { x, y }: Vec2Value,
  state: Float64Array,
  at: number,
): void {
  for (let ray = 0; ray < RAYS; ray++) {
    const end = RAY_ENDS[ray]!;
    state[at + ray] = 1;
    world.rayCast(
      { x, y },
      { x: x + end.x, y: y + end.y },
      (fixture, _point, _normal, fraction) => {
        if ((fixture.getFilterCategoryBits() & GROUND) === 0) return -1;
        return state[at + ray] = fraction;
      },
    );
  }
}
