import type { ScenePoint } from "../rendering/scene.ts";
import { SCALE, VIEW } from "./_view.ts";

/** Where a point is seen in the picture. */
export type Placing = (point: readonly [x: number, y: number]) => ScenePoint;

/** For points of the world, in metres; `left` is where the picture begins. */
export function worldPlacing(left = 0): Placing {
  return ([x, y]) => [(x - left) * SCALE, VIEW.height - y * SCALE];
}

/** For points of a body whose pose stands in a state; in pixels, upwards, from the body's origin. */
export function bodyPlacing(
  state: Float64Array,
  at: number,
  left = 0,
): Placing {
  const [x, y] = worldPlacing(left)([state[at]!, state[at + 1]!]);
  const cos = Math.cos(state[at + 2]!);
  const sin = Math.sin(state[at + 2]!);
  return ([u, v]) => [x + cos * u - sin * v, y - sin * u - cos * v];
}
