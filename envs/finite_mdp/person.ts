import type { SceneColor, ScenePoint, SceneShape } from "../rendering/scene.ts";

/** Where a figure is drawn, how large and in what. */
export interface FigureStyle {
  /** Its middle. */
  readonly at: ScenePoint;
  /** How high it is, in pixels. */
  readonly size: number;
  /** Its main colour. */
  readonly fill: SceneColor;
}

const SKIN = "#f2c79b";

/** A person who looks at whoever looks. */
export function person({ at: [x, y], size, fill }: FigureStyle): SceneShape[] {
  const point = (right: number, down: number): ScenePoint => [
    x + right * size,
    y + down * size,
  ];
  const eye = (right: number): SceneShape => ({
    kind: "circle",
    center: point(right, -0.28),
    radius: 0.03 * size,
    fill: "#2b2b2b",
  });
  return [
    {
      kind: "polygon",
      points: [
        point(-0.1, -0.12),
        point(0.1, -0.12),
        point(0.24, 0.5),
        point(-0.24, 0.5),
      ],
      fill,
    },
    {
      kind: "circle",
      center: point(0, -0.27),
      radius: 0.21 * size,
      fill: SKIN,
    },
    eye(-0.08),
    eye(0.08),
  ];
}
