import type { ScenePoint, SceneShape } from "../rendering/scene.ts";
import type { FigureStyle } from "./person.ts";

const POLE = "#5b4636";

/** A flag that flies to the right. */
export function flag({ at: [x, y], size, fill }: FigureStyle): SceneShape[] {
  const point = (right: number, down: number): ScenePoint => [
    x + right * size,
    y + down * size,
  ];
  return [
    {
      kind: "polygon",
      points: [point(-0.22, -0.48), point(0.38, -0.25), point(-0.22, -0.02)],
      fill,
    },
    {
      kind: "line",
      from: point(-0.25, -0.5),
      to: point(-0.25, 0.5),
      width: 0.07 * size,
      stroke: POLE,
    },
  ];
}
