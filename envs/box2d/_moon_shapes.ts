import type { SceneColor, ScenePoint, SceneShape } from "../rendering/scene.ts";
import { GROUND_POINTS, GROUND_SPACING, LANDER } from "./_lander_state.ts";
import { worldPlacing } from "./_placing.ts";
import { VIEW } from "./_view.ts";

/** Layers of the ground: how far below the surface each begins, in pixels. */
const LAYERS: readonly (readonly [depth: number, fill: SceneColor])[] = [
  [0, "#f1eee4"],
  [3, "#c9c5b8"],
  [30, "#b3aea1"],
  [75, "#9b968a"],
];
/** Between which places of the ground craters lie, how deep and how wide, in pixels. */
const CRATERS = [
  [0.6, 16, 17],
  [1.7, 52, 24],
  [3.1, 24, 13],
  [5.4, 44, 20],
  [6.9, 20, 15],
  [8.3, 60, 22],
  [9.3, 22, 14],
] as const;
const FLAG = { pole: 50, length: 25, height: 11 }; // pixels
const MIDDLE = GROUND_POINTS >> 1;
/** The places of the ground where the flags stand. */
const PAD_ENDS = [MIDDLE - 1, MIDDLE + 1];

/** The ground with its craters, the pad and its two flags. */
export function moonShapes(state: Float64Array): SceneShape[] {
  const place = worldPlacing();
  const surface = (at: number): ScenePoint => {
    const [before, after] = [Math.floor(at), Math.ceil(at)];
    const low = state[LANDER.ground + before]!;
    const high = state[LANDER.ground + after]!;
    return place([at * GROUND_SPACING, low + (at - before) * (high - low)]);
  };
  const points = Array.from({ length: GROUND_POINTS }, (_, i) => surface(i));
  const shapes: SceneShape[] = LAYERS.map(([depth, fill]) => ({
    kind: "polygon",
    points: [
      ...points.map(([x, y]): ScenePoint => [x, y + depth]),
      [VIEW.width, VIEW.height],
      [0, VIEW.height],
    ],
    fill,
  }));
  for (const [at, depth, width] of CRATERS) {
    const [x, y] = surface(at);
    shapes.push(
      crater([x, y + depth], width, "#8a8579"),
      crater([x + 1, y + depth + 2], width - 3, "#a29d91"),
    );
  }
  const [left, right] = PAD_ENDS.map(surface);
  const wind = state[LANDER.wind]!;
  shapes.push(
    { kind: "line", from: left!, to: right!, width: 7, stroke: "#3a3f4d" },
    {
      kind: "line",
      from: left!,
      to: right!,
      width: 3,
      stroke: state[LANDER.asleep] === 1 ? "#6ee07a" : "#f2b843",
    },
    ...flag(left!, wind),
    ...flag(right!, wind),
  );
  return shapes;
}

/** A flat ellipse. */
function crater(
  [x, y]: ScenePoint,
  width: number,
  fill: SceneColor,
): SceneShape {
  const points = Array.from({ length: 16 }, (_, i): ScenePoint => {
    const angle = i * Math.PI / 8;
    return [x + width * Math.cos(angle), y + 0.32 * width * Math.sin(angle)];
  });
  return { kind: "polygon", points, fill };
}

/** A pennant that shows which way the wind blows; to the right without any. */
function flag([x, y]: ScenePoint, wind: number): SceneShape[] {
  const top = y - FLAG.pole;
  const length = (wind < 0 ? -1 : 1) * FLAG.length;
  return [
    { kind: "line", from: [x, y], to: [x, top], width: 2, stroke: "#d5d9e6" },
    {
      kind: "polygon",
      points: [
        [x, top],
        [x + length, top + FLAG.height / 2],
        [x, top + FLAG.height],
      ],
      fill: "#e4572e",
    },
  ];
}
