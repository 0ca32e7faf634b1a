import type { SceneColor, ScenePoint, SceneShape } from "../rendering/scene.ts";

/** Where a cab is drawn, and how. */
interface CabStyle {
  /** Its middle. */
  readonly at: ScenePoint;
  /** How long it is, in pixels. */
  readonly size: number;
  /** Whether someone is in it. */
  readonly taken: boolean;
}

const YELLOW = "#f4c20d";
const BLACK = "#2b2b2b";

/** A cab from the side, with a head in its window if someone is in it. */
export function cab({ at: [x, y], size, taken }: CabStyle): SceneShape[] {
  const point = (right: number, down: number): ScenePoint => [
    x + right * size,
    y + down * size,
  ];
  const box = (left: number, top: number, right: number, bottom: number) =>
    [
      point(left, top),
      point(right, top),
      point(right, bottom),
      point(left, bottom),
    ] as const;
  const area = (
    points: readonly ScenePoint[],
    fill: SceneColor,
  ): SceneShape => ({
    kind: "polygon",
    points,
    fill,
  });
  const disc = (
    center: ScenePoint,
    radius: number,
    fill: SceneColor,
  ): SceneShape => ({ kind: "circle", center, radius: radius * size, fill });
  const roof = [
    point(-0.3, 0),
    point(-0.2, -0.26),
    point(0.2, -0.26),
    point(0.32, 0),
  ];
  const windows = [
    point(-0.22, -0.01),
    point(-0.15, -0.2),
    point(0.15, -0.2),
    point(0.23, -0.01),
  ];
  return [
    area(box(-0.08, -0.34, 0.08, -0.26), taken ? "#8a8a8a" : "#ffffff"),
    area(roof, YELLOW),
    area(windows, "#dff1fa"),
    ...taken ? [disc(point(-0.05, -0.09), 0.08, "#f2c79b")] : [],
    area(box(-0.47, -0.01, 0.47, 0.2), YELLOW),
    area(box(-0.47, 0.08, 0.47, 0.11), BLACK),
    disc(point(-0.27, 0.2), 0.11, BLACK),
    disc(point(0.27, 0.2), 0.11, BLACK),
    disc(point(-0.27, 0.2), 0.05, "#d9d9d9"),
    disc(point(0.27, 0.2), 0.05, "#d9d9d9"),
  ];
}
