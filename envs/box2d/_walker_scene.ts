import type { Scene } from "../rendering/scene.ts";
import { landscapeShapes } from "./_landscape_shapes.ts";
import { terrainShapes } from "./_terrain_shapes.ts";
import { SIGHT, VIEW } from "./_view.ts";
import { walkerShapes } from "./_walker_shapes.ts";
import { WALKER } from "./_walker_state.ts";

/** A day in the country that passes by, the ground, and the robot. */
export function walkerScene(state: Float64Array): Scene {
  const left = state[WALKER.x]! - SIGHT.width / 5;
  const shapes = [
    ...landscapeShapes(left),
    ...terrainShapes(state, left),
    ...walkerShapes(state, left),
  ];
  return { ...VIEW, background: "#d3e9f8", shapes };
}
