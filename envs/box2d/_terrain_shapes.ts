import type { SceneColor, ScenePoint, SceneShape } from "../rendering/scene.ts";
import { type Placing, worldPlacing } from "./_placing.ts";
import { SIGHT, VIEW } from "./_view.ts";
import {
  FINISH,
  GROUND_POINTS,
  GROUND_SPACING,
  MOST_BLOCKS,
  WALKER,
} from "./_walker_state.ts";

/** Layers of the ground: how far below the surface each begins, in pixels. */
const LAYERS: readonly (readonly [depth: number, fill: SceneColor])[] = [
  [-2, "#4f8a3c"],
  [1, "#74b356"],
  [9, "#a9794f"],
  [40, "#8f6542"],
];
const STARTING_FLAG = 3; // place of the ground
const POLE = 54; // pixels

/** The ground and its blocks as far as they are in sight, and the flags where the way begins and ends. */
export function terrainShapes(
  state: Float64Array,
  left: number,
): SceneShape[] {
  const place = worldPlacing(left);
  const surface = (i: number): ScenePoint =>
    place([i * GROUND_SPACING, state[WALKER.ground + i]!]);
  const first = Math.max(0, Math.floor(left / GROUND_SPACING));
  const last = Math.min(
    GROUND_POINTS - 1,
    Math.ceil((left + SIGHT.width) / GROUND_SPACING),
  );
  const points: ScenePoint[] = [];
  for (let i = first; i <= last; i++) points.push(surface(i));
  return [
    ...flag(surface(STARTING_FLAG), false),
    ...flag(surface(FINISH), true),
    ...points.length === 0 ? [] : LAYERS.map(([depth, fill]): SceneShape => ({
      kind: "polygon",
      points: [
        ...points.map(([x, y]): ScenePoint => [x, y + depth]),
        [points.at(-1)![0], VIEW.height],
        [points[0]![0], VIEW.height],
      ],
      fill,
    })),
    ...blockShapes(state, left, place),
  ];
}

function blockShapes(
  state: Float64Array,
  first: number,
  place: Placing,
): SceneShape[] {
  const shapes: SceneShape[] = [];
  for (let i = 0; i < MOST_BLOCKS; i++) {
    const at = WALKER.blocks + 4 * i;
    const [left, bottom, right, top] = state.subarray(at, at + 4);
    if (right! <= first || left! >= first + SIGHT.width) continue;
    const [x0, y1] = place([left!, bottom!]);
    const [x1, y0] = place([right!, top!]);
    shapes.push(
      rectangle(x0, y0, x1, y1, "#6f7480"),
      rectangle(x0 + 1, y0 + 1, x1 - 1, y1 - 1, "#9398a5"),
      rectangle(x0 + 1, y0 + 1, x1 - 1, y0 + 4, "#b9bdc8"),
    );
  }
  return shapes;
}

/** A red flag, or one of black and white squares. */
function flag([x, y]: ScenePoint, chequered: boolean): SceneShape[] {
  const [left, top] = [x + 1, y - POLE];
  const shapes: SceneShape[] = [
    { kind: "line", from: [x, y], to: [x, top], width: 2.5, stroke: "#59607a" },
    rectangle(left, top, left + 30, top + 18, "#e4572e"),
  ];
  for (let i = 0; chequered && i < 15; i++) {
    const [x0, y0] = [left + 6 * (i % 5), top + 6 * Math.floor(i / 5)];
    const fill = i % 2 === 0 ? "#2f3542" : "#ffffff";
    shapes.push(rectangle(x0, y0, x0 + 6, y0 + 6, fill));
  }
  return shapes;
}

function rectangle(
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  fill: SceneColor,
): SceneShape {
  const points: ScenePoint[] = [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
  return { kind: "polygon", points, fill };
}
