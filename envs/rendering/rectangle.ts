import type { ScenePoint } from "./scene.ts";

/** The corners of a rectangle whose sides are level, for a polygon. */
export function rectangle(
  left: number,
  top: number,
  width: number,
  height: number,
): ScenePoint[] {
  const [right, bottom] = [left + width, top + height];
  return [[left, top], [right, top], [right, bottom], [left, bottom]];
}
