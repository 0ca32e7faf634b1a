import type {
  LineShape,
  PolygonShape,
  SceneColor,
  ScenePoint,
} from "../rendering/scene.ts";
import { rectangle } from "../rendering/rectangle.ts";
import type { GridMap } from "./grid_map.ts";

/** Where the squares of a world are in its picture, whose longer side is about 512 pixels. */
export interface GridLayout {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** How wide and high a square is, in pixels. */
  readonly side: number;
  /** The middle of a square. */
  center(square: number): ScenePoint;
  /** A square, filled. */
  tile(square: number, fill: SceneColor): PolygonShape;
  /** The lines between all squares. */
  lines(stroke: SceneColor): LineShape[];
}

const LONGER_SIDE = 512;

/** Lays out a world of squares. */
export function gridLayout(
  { rows, columns }: Pick<GridMap, "rows" | "columns">,
): GridLayout {
  const side = Math.max(1, Math.floor(LONGER_SIDE / Math.max(rows, columns)));
  const [width, height] = [side * columns, side * rows];
  const line = (from: ScenePoint, to: ScenePoint, stroke: SceneColor) =>
    ({ kind: "line", from, to, width: 1, stroke }) as const;
  return {
    width,
    height,
    side,
    center: (square) => [
      (square % columns + 0.5) * side,
      (Math.floor(square / columns) + 0.5) * side,
    ],
    tile(square, fill) {
      const left = square % columns * side;
      const top = Math.floor(square / columns) * side;
      return {
        kind: "polygon",
        points: rectangle(left, top, side, side),
        fill,
      };
    },
    lines: (stroke) => [
      ...Array.from({ length: columns - 1 }, (_, i) => (i + 1) * side)
        .map((x) => line([x, 0], [x, height], stroke)),
      ...Array.from({ length: rows - 1 }, (_, i) => (i + 1) * side)
        .map((y) => line([0, y], [width, y], stroke)),
    ],
  };
}
