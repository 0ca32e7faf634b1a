import type { Scene, SceneShape } from "../rendering/scene.ts";
import { landerShapes } from "./_lander_shapes.ts";
import { moonShapes } from "./_moon_shapes.ts";
import { skyShapes } from "./_sky_shapes.ts";
import { VIEW } from "./_view.ts";

/** A night over the moon, the pad between its flags, and the lander. */
export function landerScene(state: Float64Array): Scene {
  const shapes: SceneShape[] = [
    ...skyShapes(state),
    ...moonShapes(state),
    ...landerShapes(state),
  ];
  return { ...VIEW, background: "#0b1026", shapes };
}
